import { addressParser } from 'postal-mime'
import { decodeWords, headerText, oneLine } from './headers.ts'

/** A mail address and the name written beside it. */
export interface MailAddress {
  readonly name: string
  /** As written, without blanks; empty when the header holds a name only. */
  readonly address: string
}

const mark = '\ue000'

/**
 * The addresses of a header, groups taken apart. Encoded words are read only after the addresses were found, so that
 * a name can never become an address.
 */
export function readAddresses(binary: string | undefined, charset?: string): MailAddress[] {
  if (!binary?.trim()) return []
  const words: string[] = []
  const text = headerText(binary.slice(0, 200_000), charset)
    .replaceAll(mark, '')
    .replace(/=\?[^?\s]{1,60}\?[bq]\?[^?\r\n]*\?=(?:\s+=\?[^?\s]{1,60}\?[bq]\?[^?\r\n]*\?=)*/gi, (word) => {
      words.push(word)
      return `${mark}${words.length - 1}${mark}`
    })
  const restored = (part: string) =>
    oneLine(decodeWords(part.replace(/\ue000(\d+)\ue000/g, (_all, at: string) => words[Number(at)] ?? '')))
  return addressParser(text, { flatten: true }).flatMap((found) => {
    const address = oneLine((found.address ?? '').replace(/\s+/g, ''))
    const name = restored(found.name)
    const isAddress = address.includes('@') && !address.includes(mark)
    return isAddress || name ? [{ name: name === address ? '' : name, address: isAddress ? address : '' }] : []
  })
}

/** An address as it is compared: lower case; marketplaces and programs differ in case only. */
export function sameAddress(address: string): string {
  return address.trim().toLowerCase()
}
