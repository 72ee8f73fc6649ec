import type { ReplyFragment } from '../../lib/mail-reply.ts'
import type { HtmlLine } from './html-lines.ts'

/** The attribute by which the page knows what to fold away: "quote" or "signature". */
export const foldAttribute = 'data-folded'

/** Marks the elements that hold folded lines, as high up as nothing else stands in them. */
export function markFolds(root: Element, lines: readonly HtmlLine[], fragments: readonly ReplyFragment[]): void {
  const folded = new Map<Node, string>()
  for (const fragment of fragments) {
    if (!fragment.folded) continue
    for (const line of lines.slice(fragment.from, fragment.to))
      for (const node of line.nodes) folded.set(node, fragment.kind)
  }
  if (folded.size > 0) mark(root, folded)
}

/** What a branch holds: the kind when all of it is folded, "some", "none" or "blank". */
function mark(element: Element, folded: ReadonlyMap<Node, string>): string {
  const children: ChildNode[] = []
  for (let child = element.firstChild; child; child = child.nextSibling) children.push(child)
  const found = children.map((child) => heldBy(child, folded))
  const kinds = new Set(found.filter((held) => held !== 'blank'))
  if (kinds.size === 0) return 'blank'
  const [only] = kinds
  if (kinds.size === 1 && only !== undefined && only !== 'some') return only
  let last = 'none'
  children.forEach((child, at) => {
    const held = found[at] ?? 'none'
    if (held === 'quote' || held === 'signature') fold(child, held)
    // Empty lines between two folded things go with them.
    else if (held === 'blank' && last !== 'none' && last !== 'some' && child.nodeType === 1) fold(child, last)
    if (held !== 'blank') last = held
  })
  return 'some'
}

function heldBy(node: Node, folded: ReadonlyMap<Node, string>): string {
  if (node.nodeType === 3) return folded.get(node) ?? ((node as Text).data.trim() ? 'none' : 'blank')
  if (node.nodeType !== 1) return 'blank'
  const own = folded.get(node)
  if (own) return own
  const element = node as Element
  if (element.localName === 'br') return 'blank'
  if (element.localName === 'img' || element.localName === 'hr') return 'none'
  return mark(element, folded)
}

function fold(node: Node, kind: string): void {
  if (node.nodeType === 1) {
    ;(node as Element).setAttribute(foldAttribute, kind)
    return
  }
  const span = node.ownerDocument?.createElement('span')
  if (!span) return
  span.setAttribute(foldAttribute, kind)
  node.parentNode?.replaceChild(span, node)
  span.append(node)
}
