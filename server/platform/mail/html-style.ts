const lengths = /^(?:0|\d{1,4}(?:\.\d{1,3})?(?:px|pt|pc|em|ex|rem|ch|cm|mm|in|%)?|auto|normal|inherit|initial)$/i
const color = /^(?:#[0-9a-f]{3,8}|[a-z]{3,30}|rgba?\([\d\s.,%/]{3,40}\)|hsla?\([\d\s.,%/deg]{3,40}\))$/i
const word = /^[a-z-]{2,30}$/i
const fontFamily = /^[\p{L}\d\s"',._-]{1,200}$/u
const border =
  /^(?:(?:\d{1,2}(?:\.\d{1,2})?(?:px|pt|em)?|thin|medium|thick|none|solid|dashed|dotted|double|inset|outset|groove|ridge|hidden|currentcolor|windowtext|#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([\d\s.,%]{3,40}\))\s*){1,4}$/i

/** What an own CSS declaration may be: looks, never place, never anything that is fetched. */
const allowed: Readonly<Record<string, (value: string) => boolean>> = {
  color: (value) => color.test(value),
  'background-color': (value) => color.test(value),
  background: (value) => color.test(value),
  font: (value) => fontFamily.test(value.replace(/[/%]/g, ' ')),
  'font-family': (value) => fontFamily.test(value),
  'font-size': (value) =>
    /^(?:\d{1,2}(?:\.\d{1,3})?(?:px|pt|em|rem)|\d{1,3}(?:\.\d{1,3})?%|(?:x{1,2}-)?(?:small|large)|medium|smaller|larger|inherit)$/i.test(
      value,
    ),
  'font-style': (value) => word.test(value),
  'font-weight': (value) => /^(?:[1-9]00|[a-z]{4,8})$/i.test(value),
  'font-variant': (value) => word.test(value),
  'text-align': (value) => word.test(value),
  'text-decoration': (value) => /^[a-z\s-]{2,40}$/i.test(value),
  'text-transform': (value) => word.test(value),
  'text-indent': (value) => lengths.test(value),
  'line-height': (value) => /^(?:\d(?:\.\d{1,3})?|\d{1,3}(?:\.\d{1,2})?(?:px|pt|em|%)|normal|inherit)$/i.test(value),
  'letter-spacing': (value) => /^(?:-?\d(?:\.\d{1,3})?(?:px|pt|em)|normal)$/i.test(value),
  'vertical-align': (value) => word.test(value),
  'white-space': (value) => word.test(value),
  'word-break': (value) => word.test(value),
  'overflow-wrap': (value) => word.test(value),
  'word-wrap': (value) => word.test(value),
  direction: (value) => /^(?:ltr|rtl)$/i.test(value),
  'list-style-type': (value) => word.test(value),
  'list-style': (value) => /^[a-z\s-]{2,40}$/i.test(value),
  display: (value) => /^(?:none|block|inline|inline-block|list-item|table(?:-[a-z-]{3,14})?)$/i.test(value),
  width: (value) => lengths.test(value),
  'max-width': (value) => lengths.test(value) || value === 'none',
  'min-width': (value) => /^(?:0|\d{1,3}(?:px|%)?)$/.test(value),
  height: (value) => lengths.test(value),
  'border-collapse': (value) => word.test(value),
  'border-spacing': (value) => /^[\d\sptx]{1,20}$/i.test(value),
  'table-layout': (value) => word.test(value),
}

const boxes = /^(?:margin|padding)(?:-(?:top|right|bottom|left))?$/
const borders = /^border(?:-(?:top|right|bottom|left))?(?:-(?:color|style|width))?$/

/**
 * The declarations of a style attribute that a mail may keep (ENGINEERING.md §4, "then own CSS allow-list"): nothing
 * that loads, overlaps the page or moves out of its box. Empty when nothing is left.
 */
export function cleanStyle(style: string): string {
  if (style.length > 4_000) return ''
  const kept: string[] = []
  // Escapes and comments can spell anything; honest mail programs write neither.
  for (const declaration of style.replace(/\/\*[\s\S]*?\*\//g, '').split(';')) {
    const colon = declaration.indexOf(':')
    const property = declaration.slice(0, Math.max(colon, 0)).trim().toLowerCase()
    const value = declaration
      .slice(colon + 1)
      .replace(/!\s*important/i, '')
      .trim()
    if (value && !value.includes('\\') && isAllowed(property, value)) kept.push(`${property}: ${value}`)
  }
  return kept.join('; ')
}

function isAllowed(property: string, value: string): boolean {
  if (boxes.test(property))
    return value.split(/\s+/).length <= 4 && value.split(/\s+/).every((part) => lengths.test(part))
  if (borders.test(property)) return border.test(value)
  return Object.hasOwn(allowed, property) && (allowed[property]?.(value) ?? false)
}

/** Whether a style hides its element from the reader: preheaders, tracking text, hidden words against filters. */
export function isHiddenStyle(style: string): boolean {
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])|max-height\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d]))/i.test(
    style,
  )
}
