import type { MailLimits } from './limits.ts'

/** Elements that close themselves or their like, so that a list without end tags is not taken for a deep nest. */
const flat = new Set(
  'area base br col embed hr img input link meta source track wbr p li dt dd tr td th tbody thead tfoot option o:p'.split(
    ' ',
  ),
)

/** Attributes of one element that any honest mail stays below. */
const mostAttributes = 100

/**
 * Whether HTML can be taken apart in good time. Its cost grows with the square of its depth and of an element's
 * attributes, so these are counted first, in one pass over the characters.
 */
export function isBearable(html: string, limits: MailLimits): boolean {
  if (html.length > limits.htmlChars) return false
  let tags = 0
  let depth = 0
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    if (++tags > limits.htmlTags) return false
    const name = /^\/?[a-z][\w:-]{0,20}/i.exec(html.slice(at + 1, at + 24))?.[0].toLowerCase()
    if (!name) continue
    if (!name.startsWith('/') && countAttributes(html, at) > mostAttributes) return false
    if (flat.has(name.replace('/', ''))) continue
    depth = Math.max(0, depth + (name.startsWith('/') ? -1 : 1))
    if (depth > limits.htmlDepth) return false
  }
  return true
}

function countAttributes(html: string, start: number): number {
  let count = 0
  let quote = ''
  // Only the beginning of a tag is counted: a picture's data may make it long, but not many.
  for (let at = start; at < html.length && at < start + 8_000 && count <= mostAttributes; at++) {
    const char = html[at] ?? ''
    if (quote) {
      if (char === quote) quote = ''
    } else if (char === '>') return count
    else if (char === '"' || char === "'") quote = char
    else if (char === ' ' || char === '\n' || char === '\t' || char === '/') count++
  }
  return count
}
