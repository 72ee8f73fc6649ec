/** A thing that a text names by its number. */
export interface Identifier {
  readonly kind: 'order' | 'asin' | 'sku' | 'tracking'
  /** As the marketplace writes it: 112-1234567-7654321. */
  readonly value: string
  /** Whose form an order number has; `own` for the patterns of the workspace. */
  readonly marketplace?: 'amazon' | 'ebay' | 'own'
  /** Where it stands in the text, in UTF-16 units. */
  readonly start: number
  readonly end: number
}

interface Form {
  readonly kind: Identifier['kind']
  readonly marketplace?: 'amazon' | 'ebay' | 'own'
  readonly pattern: RegExp
  /** Puts the caught groups into the written form; without it the whole match is the value. */
  readonly joinedBy?: string
}

/** People type an order number with hyphens, dashes, dots, spaces or underlines between its parts, or with nothing. */
const gap = '[-\\u2010-\\u2015\\u2212._ \\u00a0]{0,3}'

/** An id ends where no letter or figure of its own script goes on: 注文番号249-… is one, A249-… is not. */
const notAfter = '(?<![\\p{Script=Latin}\\p{N}])'
const notBefore = '(?![\\p{Script=Latin}\\p{N}])'

/** The forms of ids, surest first; a stretch of text that one has taken is not read again. */
const forms: readonly Form[] = [
  // Amazon: 3-7-7 digits (DOMAIN.md §3); digital orders begin with D01.
  {
    kind: 'order',
    marketplace: 'amazon',
    pattern: alone(`(\\d{3}|[DS]\\d{2})${gap}(\\d{7})${gap}(\\d{7})`),
    joinedBy: '-',
  },
  {
    kind: 'order',
    marketplace: 'ebay',
    pattern: alone('(\\d{2})[-\\u2010-\\u2015 ](\\d{5})[-\\u2010-\\u2015 ](\\d{5})'),
    joinedBy: '-',
  },
  { kind: 'tracking', pattern: alone('1Z[0-9A-Z]{16}') },
  { kind: 'tracking', pattern: alone('TB[ACM]\\d{12}') },
  { kind: 'tracking', pattern: alone('[A-Z]{2}\\d{9}[A-Z]{2}') },
  {
    kind: 'tracking',
    pattern: alone('(?:JJD|JD|JVGL|JDVC|YT|LP|SF|CNFR|UK|UH|UNI|SYRM|GFUS|4PX|H0)\\d{10,22}(?:[A-Z]{0,2})'),
  },
  { kind: 'tracking', pattern: alone('9[1-5](?: ?\\d{2,4}){5,7}') },
  { kind: 'asin', pattern: alone('B0[0-9A-Z]{8}') },
  { kind: 'tracking', pattern: alone('\\d{18,24}') },
]

const labelled: readonly Form[] = [
  {
    kind: 'tracking',
    pattern:
      /(?:tracking(?: ?(?:number|no|id|code|#))?|sendungsnummer|numero de suivi|numéro de suivi|numero di tracking|numero de seguimiento|número de seguimiento|trackingcode|kollinummer|numer przesylki|numer przesyłki|追跡番号|運單號?|运单号|快递单号|物流单号)[\s:#.：は]*([A-Z]{0,5}\d[A-Z0-9]{3,29}(?:[ -]\d[A-Z0-9]{1,8}){0,6})/giu,
  },
  {
    kind: 'sku',
    pattern:
      /(?:\bm?sku\b|\bartikelnummer|\bitem (?:no|number)|货号|商品番号)[\s:#.：]*((?=[\p{L}.]*[\d_-])[\p{L}\p{N}][\p{L}\p{N}_./-]{1,38}[\p{L}\p{N}])/giu,
  },
  { kind: 'asin', pattern: /\basin\b[\s:#.：]*([0-9]{9}[0-9X]|B[0-9A-Z]{9})(?![0-9A-Z])/giu },
]

/** Stock numbers as sellers make them: capitals and figures in parts, SOFA-3-BLK. */
const skuForm: Form = {
  kind: 'sku',
  pattern:
    /(?<![\p{Script=Latin}\p{N}-])(?=[A-Z0-9_-]*\d)(?=[A-Z0-9_-]*[A-Z])[A-Z0-9]{1,12}(?:[-_][A-Z0-9]{1,12}){1,6}(?![\p{Script=Latin}\p{N}-])/gu,
}

function alone(source: string): RegExp {
  return new RegExp(`${notAfter}${source}${notBefore}(?!-\\d)`, 'giu')
}

/** Reads a pattern of a workspace: `#` stands for a figure, `@` for a letter, all else for itself. `AM-######` */
function ownForm(pattern: string): Form {
  const source = Array.from(pattern.trim(), (sign) =>
    sign === '#' ? '\\d' : sign === '@' ? '\\p{L}' : sign.replace(/[\\^$.*+?()[\]{}|]/u, '\\$&'),
  ).join('')
  return {
    kind: 'order',
    marketplace: 'own',
    pattern: new RegExp(`${notAfter}${source}${notBefore}`, 'giu'),
  }
}

/**
 * Every order number, ASIN, SKU and tracking number of a text, in its order.
 *
 * @param ownPatterns order numbers of the workspace's own shop, `#` for a figure and `@` for a letter
 */
export function findIdentifiers(text: string, ownPatterns: readonly string[] = []): Identifier[] {
  const plain = halfWidth(text)
  const found: Identifier[] = []
  for (const form of [...ownPatterns.filter(isTelling).map(ownForm), ...labelled, ...forms, skuForm]) {
    for (const match of plain.matchAll(form.pattern)) {
      const identifier = asIdentifier(form, match)
      const taken = found.some(({ start, end }) => identifier.start < end && start < identifier.end)
      if (!taken) found.push(identifier)
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** A pattern of fewer than four figures or letters would find itself everywhere. */
export function isTelling(pattern: string): boolean {
  return pattern.length <= 40 && (pattern.match(/[#@]/g)?.length ?? 0) >= 4
}

function asIdentifier(form: Form, match: RegExpExecArray): Identifier {
  const groups = match.slice(1).filter((group) => group !== undefined)
  const [only] = groups
  const isLabelled = labelled.includes(form)
  const quoted = isLabelled && only !== undefined ? only : match[0]
  const start = match.index + (isLabelled ? match[0].lastIndexOf(quoted) : 0)
  const value = form.joinedBy === undefined ? writtenForm(form, quoted) : groups.join(form.joinedBy).toUpperCase()
  return {
    kind: form.kind,
    value,
    ...(form.marketplace && { marketplace: form.marketplace }),
    start,
    end: start + quoted.length,
  }
}

function writtenForm(form: Form, quoted: string): string {
  return form.kind === 'tracking' ? quoted.replace(/[\s-]/g, '').toUpperCase() : quoted.toUpperCase()
}

/** Full-width figures and letters in place, so that positions stay. */
function halfWidth(text: string): string {
  return text.replace(/[！-～]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
}
