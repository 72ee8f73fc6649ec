/** Addresses of one person: an alias is looked for whatever tag its marketplace has put into it. */
export interface SoughtAddress {
  readonly kind: string
  /** Folded. */
  readonly address: string
}

/** Whether a raw mail names one of these addresses, as its writer, its reader, or in a report of what was not delivered. */
export function namesAddress(addresses: readonly SoughtAddress[]): (raw: Buffer) => boolean {
  const mails = addresses.filter(({ address }) => address.includes('@'))
  if (mails.length === 0) return () => false
  const sought = new RegExp(mails.map(patternOf).join('|'), 'i')
  return (raw) => sought.test(raw.toString('latin1'))
}

function patternOf({ kind, address }: SoughtAddress): string {
  const at = address.lastIndexOf('@')
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)].map(escaped)
  // Amazon's tags hold letters, figures, dots and dashes; no alias is longer than 64 characters.
  const tag = kind === 'amazon-alias' ? '(?:\\+[\\w.-]{1,64})?' : ''
  return `(?<![\\w.+-])${local}${tag}@${domain}(?![\\w-])`
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
