/** Something that leads away from the thread: an address, a number, a link. */
export interface ContactHit {
  readonly kind: 'email-address' | 'phone-number' | 'external-link' | 'insecure-link'
  readonly quote: string
  readonly start: number
  readonly end: number
}

const email = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,4}\p{L}{2,24}/gu
/** "anna at gmail dot com" and "anna (at) gmail (dot) com": the same address in disguise. */
const disguised =
  /[\w.-]{2,64} ?[([{]?(?:\bat\b|@)[)\]}]? ?(?:gmail|outlook|hotmail|yahoo|qq|163|icloud|gmx|web)\s?(?:[([{]?\bdot\b[)\]}]?|\.)\s?(?:com|de|net)/giu

/** Anonymised addresses of the marketplaces themselves lead nowhere else. */
const ofMarketplace = /@(?:marketplace\.amazon\.|members\.ebay\.)/i

export function emailsIn(text: string): ContactHit[] {
  return [...text.matchAll(email), ...text.matchAll(disguised)]
    .filter((match) => !ofMarketplace.test(match[0]))
    .map((match) => hit('email-address', match))
    .filter((found, place, all) => all.findIndex((other) => other.start === found.start) === place)
}

const international = /(?<![\p{L}\p{N}+])(?:\+|00)[1-9][\d\s()./-]{6,20}\d(?![\p{L}\p{N}])/gu
const announced =
  /(?:\b(?:tel|phone|telephone|call us|call me|mobile|hotline|fax|telefon|anrufen|handy|rufnummer|téléphone|appelez|telefono|chiami|teléfono|llame|móvil|telefoon|bel ons|ring|telefonnummer|zadzwoń|telefone|ligue)\b|电话|手机|致电|拨打|お電話|電話番号|電話)[^\d\n+]{0,25}(\+?\(?\d[\d\s()./-]{4,20}\d)/giu

/**
 * Telephone numbers: with an international prefix, or announced as such ("call us at …"). Order, tracking and return
 * numbers are passed as `known` and never taken for one.
 */
export function phonesIn(text: string, known: readonly string[]): ContactHit[] {
  const knownDigits = known.map(digitsOf).filter((digits) => digits.length >= 6)
  const found = [
    ...[...text.matchAll(international)].map((match) => hit('phone-number', match)),
    ...[...text.matchAll(announced)].map((match) => {
      const number = match[1] ?? ''
      const start = match.index + match[0].length - number.length
      return { kind: 'phone-number' as const, quote: number.trim(), start, end: start + number.length }
    }),
  ]
  return found
    .filter(({ quote }) => {
      const digits = digitsOf(quote)
      const isKnown = knownDigits.some((other) => other.includes(digits) || digits.includes(other))
      return digits.length >= 6 && digits.length <= 15 && !isKnown
    })
    .filter((one, place, all) => all.findIndex((other) => other.start <= one.start && one.end <= other.end) === place)
}

const digitsOf = (text: string): string => text.replace(/\D/g, '')

const written = /\b(?:https?:\/\/|www\.)[^\s<>"'“”„«»)\]}、。，（）「」]+/giu
/** A bare domain counts only with an ending that is no word: "today.It" and "Node.js" are no links. */
const bare =
  /(?<![@\p{L}\p{N}.-])(?:[a-z0-9][a-z0-9-]{0,61}\.){1,3}(?:com|net|org|shop|store|info|biz|co\.uk|co\.jp|com\.au|cn)(?![\p{L}\p{N}-]|\.[\p{L}\p{N}])(?:\/[^\s<>"')\]]*)?/gu

/**
 * Links to hosts other than the allowed ones, and allowed ones without https. `{status-page}` among the allowed stands
 * for the desk's own host.
 */
export function linksIn(text: string, allowed: readonly string[], ownHost: string | null): ContactHit[] {
  const hosts = allowed.map((host) => (host === '{status-page}' ? ownHost : host)).filter((host) => host !== null)
  const found = [...text.matchAll(written), ...text.matchAll(bare)]
    .map((match) => trimmed(match))
    .filter((one, place, all) => all.findIndex((other) => other.start <= one.start && one.end <= other.end) === place)
    .filter((one) => text[one.start - 1] !== '@')
  return found.flatMap((one) => {
    const host = hostOf(one.quote)
    const isAllowed = hosts.some((other) => host === other || host.endsWith(`.${other}`))
    if (!isAllowed) return [one]
    return /^http:/i.test(one.quote) ? [{ ...one, kind: 'insecure-link' as const }] : []
  })
}

function hostOf(link: string): string {
  const bareLink = link.replace(/^https?:\/\//i, '')
  // `https://amazon.de@evil.example` leads to evil.example.
  const authority = bareLink.split(/[/?#\\]/u)[0] ?? ''
  return (authority.split('@').at(-1) ?? '').replace(/:\d+$/, '').toLowerCase()
}

function trimmed(match: RegExpExecArray): ContactHit {
  const quote = match[0].replace(/[.,;:!?…]+$/u, '')
  return { kind: 'external-link', quote, start: match.index, end: match.index + quote.length }
}

function hit(kind: ContactHit['kind'], match: RegExpExecArray): ContactHit {
  return { kind, quote: match[0].trim(), start: match.index, end: match.index + match[0].length }
}
