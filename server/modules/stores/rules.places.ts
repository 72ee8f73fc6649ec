import type { Marketplace } from './schema.ts'

/**
 * The marketplace whose buyers write from an address, by the domain of its anonymised aliases
 * (`…@marketplace.amazon.de`); undefined for ordinary mail.
 */
export function marketplaceOfAlias<Place extends Pick<Marketplace, 'mailDomains'>>(
  places: readonly Place[],
  address: string,
): Place | undefined {
  const domain = domainOf(address)
  return places.find((place) => place.mailDomains.includes(domain))
}

/** The marketplaces that may themselves have written from an address: `amazon.de` is Amazon DE, `amazon.com` may be any of them. */
export function marketplacesOfNotice<Place extends Pick<Marketplace, 'noticeDomains'>>(
  places: readonly Place[],
  address: string,
): Place[] {
  const domain = domainOf(address)
  return places.filter((place) => place.noticeDomains.some((own) => domain === own || domain.endsWith(`.${own}`)))
}

function domainOf(address: string): string {
  return address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()
    .replace(/\.$/, '')
}

/** One step of an order number's shape: which characters, and how often. */
interface PatternStep {
  readonly characters: string
  readonly least: number
  readonly most: number
}

const classes: Record<string, string> = { '9': '[0-9]', A: '[A-Z]', X: '[A-Z0-9]' }

/**
 * Reads an order number's shape: 9 a digit, A a letter, X either, each with `{3}` or `{2,6}` for how often; any other
 * character stands for itself. Undefined when the shape cannot be read. A language of its own, because a regular
 * expression typed by a person may take for ever.
 */
export function readOrderNumberPattern(pattern: string): readonly PatternStep[] | undefined {
  const steps: PatternStep[] = []
  const parts = /([9AX])(?:\{(\d{1,2})(?:,(\d{1,2}))?\})?|([^{}])/gy
  let at = 0
  while (at < pattern.length) {
    parts.lastIndex = at
    const part = parts.exec(pattern)
    if (!part) return undefined
    at = parts.lastIndex
    const least = Number(part[2] ?? 1)
    const most = Number(part[3] ?? least)
    if (least < 1 || most < least || most > 30) return undefined
    steps.push({ characters: classes[part[1] ?? ''] ?? escaped(part[4] ?? ''), least, most })
  }
  const longest = steps.reduce((sum, step) => sum + step.most, 0)
  const loose = steps.filter((step) => step.most > step.least).length
  const digits = steps.some((step) => step.characters === classes[9] || step.characters === classes.X)
  return longest >= 4 && longest <= 60 && loose <= 3 && digits ? steps : undefined
}

const escaped = (character: string) => character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/**
 * The order numbers that a text names, each once, in order of appearance. Full-width digits and typographic dashes,
 * as Chinese and Japanese input writes them, are read as the plain ones.
 */
export function orderNumbersIn(text: string, patterns: readonly string[]): string[] {
  const plain = text.normalize('NFKC').replace(/[‐‑‒–—−]/g, '-')
  const found = new Map<string, number>()
  for (const pattern of patterns) {
    const finder = finderOf(pattern)
    if (!finder) continue
    for (const match of plain.matchAll(finder)) {
      const number = match[0].toUpperCase()
      if (!found.has(number)) found.set(number, match.index)
    }
  }
  return [...found].sort(([, one], [, other]) => one - other).map(([number]) => number)
}

/** A number stands alone: no letter, digit or dash may touch it, or part of a longer number would be taken for one. */
function finderOf(pattern: string): RegExp | undefined {
  const steps = readOrderNumberPattern(pattern)
  if (!steps) return undefined
  const body = steps.map(({ characters, least, most }) => (most === 1 ? characters : `${characters}{${least},${most}}`))
  return new RegExp(`(?<![0-9A-Za-z-])${body.join('')}(?![0-9A-Za-z]|-[0-9A-Za-z])`, 'gi')
}
