/**
 * What of a piece's cost is lost, in percent, by how Amazon's warehouse found it (`detailed-disposition`, DOMAIN.md
 * section 5). Only a sellable piece goes back to stock; all others are lost to the seller whoever damaged them, and what
 * Amazon or the carrier pays for them is booked as compensation when it is paid.
 */
const writeDowns: Readonly<Record<string, number>> = {
  SELLABLE: 0,
  DAMAGED: 100,
  CARRIER_DAMAGED: 100,
  CUSTOMER_DAMAGED: 100,
  DEFECTIVE: 100,
  EXPIRED: 100,
}

/** Percent of the cost that is written down; undefined for a word that is not known, null where nothing is said. */
export function writeDownOf(disposition: string): number | null | undefined {
  const word = disposition.trim().toUpperCase()
  return word === '' ? null : writeDowns[word]
}
