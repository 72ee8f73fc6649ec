import type { ReplyLine } from '../../lib/mail-reply.ts'
import { blocks, quoteClasses, quoteIds, signatureClasses, signatureIds, silent, spaced } from './html-names.ts'
import { isHiddenStyle } from './html-style.ts'

/** A line as a reader of the HTML sees it, and the nodes that make it up. */
export interface HtmlLine extends ReplyLine {
  readonly nodes: readonly Node[]
}

/** Deeper than any person writes; beyond it the rest of a branch is left out. */
const deepest = 400

/** Reads the HTML into lines, as a browser would break them; quoted parts begin with "> ". */
export function readLines(root: Element): HtmlLine[] {
  const reader = new LineReader()
  reader.read(root, { depth: 0, quoted: 0, signature: false, pre: false })
  return reader.lines()
}

/** A text of more lines than this is not split into nodes, so nothing in it can be folded. */
const mostSplits = 5_000

/** Lines beyond these are not read; nobody reads that many either. */
const mostLines = 15_000

interface Place {
  readonly depth: number
  readonly quoted: number
  readonly signature: boolean
  readonly pre: boolean
}

class LineReader {
  readonly #lines: HtmlLine[] = []
  #text = ''
  #nodes: Node[] = []
  #place: Place | undefined
  #gap = false
  readonly #counts = new Map<Element, number>()

  lines(): HtmlLine[] {
    this.#flush()
    return this.#lines
  }

  read(element: Element, place: Place): void {
    // Sibling by sibling: the list of children is a slow proxy, and a text may be replaced by its lines meanwhile.
    for (let child = element.firstChild, next: ChildNode | null = null; child; child = next) {
      next = child.nextSibling
      if (this.#lines.length > mostLines) return
      if (child.nodeType === 3) this.#addText(child as Text, place)
      else if (child.nodeType === 1) this.#readElement(child as Element, place)
    }
  }

  #readElement(element: Element, place: Place): void {
    const name = element.localName
    const style = element.getAttribute('style') ?? ''
    if (silent.has(name) || place.depth > deepest || isHiddenStyle(style) || element.hasAttribute('hidden')) return
    if (name === 'br') this.#break(element, place)
    else if (name === 'hr') this.#rule(element, place)
    else if (name === 'img') this.#nodes.push(element)
    else this.#readContainer(element, name, style, place)
  }

  #readContainer(element: Element, name: string, style: string, place: Place): void {
    const isBlock = blocks.has(name) || /(?:^|;)\s*display\s*:\s*(?:block|table|list-item)/i.test(style)
    if (isBlock) this.#open(name)
    if (name === 'td' || name === 'th') this.#cell()
    const inner = placeIn(element, name, style, place)
    // A quotation never shares a line with what stands before it.
    if (inner.quoted !== place.quoted) this.#flush()
    if (name === 'li') this.#bullet(element, inner)
    this.read(element, inner)
    if (inner.quoted !== place.quoted) this.#flush()
    if (isBlock) this.#open(name)
  }

  #addText(node: Text, place: Place): void {
    if (place.pre) {
      this.#addPre(node, place)
      return
    }
    const text = node.data.replace(/[ \t\r\n\f\u00a0\u200b\ufeff]+/g, ' ')
    this.#nodes.push(node)
    if (text === ' ' && this.#text === '') return
    this.#begin(place)
    this.#text += /\s$/.test(this.#text) ? text.replace(/^ /, '') : text
  }

  /** Line breaks count here; each line gets a node of its own, so that it can be folded by itself. */
  #addPre(node: Text, place: Place): void {
    const pieces = node.data.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? []
    const nodes = pieces.length <= mostSplits ? splitText(node, pieces) : []
    pieces.slice(0, mostLines).forEach((piece, at) => {
      this.#begin(place)
      this.#text += piece.replace(/[\r\n]+$/, '').replaceAll('\t', '    ')
      const own = nodes[at]
      if (own) this.#nodes.push(own)
      if (/[\r\n]$/.test(piece)) this.#flush(true)
    })
  }

  #begin(place: Place): void {
    if (this.#text === '' && this.#gap) this.#blank(place)
    this.#gap = false
    this.#place ??= place
  }

  #blank(place: Place): void {
    if (this.#lines.length > 0 && this.#lines.at(-1)?.text.replace(/^[> ]+/, '') !== '') this.#push('', [], place)
  }

  #break(element: Element, place: Place): void {
    this.#nodes.push(element)
    this.#place ??= place
    this.#flush(true)
  }

  #rule(element: Element, place: Place): void {
    this.#flush()
    this.#push('__________', [element], place)
  }

  #open(name: string): void {
    this.#flush()
    if (spaced.has(name)) this.#gap = true
  }

  #cell(): void {
    if (this.#text.trim()) this.#text = `${this.#text.trimEnd()}  `
  }

  #bullet(element: Element, place: Place): void {
    this.#begin(place)
    const list = element.parentElement
    const number = list?.localName === 'ol' ? (this.#counts.get(list) ?? 0) + 1 : 0
    if (list && number > 0) this.#counts.set(list, number)
    this.#text = number > 0 ? `${number}. ` : '• '
  }

  #flush(evenEmpty = false): void {
    const text = this.#text.trimEnd()
    if (text || evenEmpty) this.#push(this.#place?.pre ? text : text.trim(), this.#nodes, this.#place)
    else if (this.#nodes.length > 0) {
      // Pictures and blanks alone make no line of text, but go with the line before them when it is folded.
      const last = this.#lines.pop()
      if (last) this.#lines.push({ ...last, nodes: [...last.nodes, ...this.#nodes] })
    }
    this.#text = ''
    this.#nodes = []
    this.#place = undefined
  }

  #push(text: string, nodes: readonly Node[], place: Place | undefined): void {
    const quoted = place?.quoted ?? 0
    this.#lines.push({
      text: quoted > 0 ? `${'> '.repeat(Math.min(quoted, 5))}${text}`.trimEnd() : text,
      nodes,
      ...(quoted > 0 ? { quoted: true } : {}),
      ...(place?.signature ? { signature: true } : {}),
    })
  }
}

function splitText(node: Text, pieces: readonly string[]): readonly Text[] {
  if (pieces.length < 2) return [node]
  const nodes = pieces.map((piece) => node.ownerDocument.createTextNode(piece))
  node.replaceWith(...nodes)
  return nodes
}

function placeIn(element: Element, name: string, style: string, place: Place): Place {
  const given = element.getAttribute('class')
  const names = given ? given.toLowerCase().split(/\s+/).map(withoutPrefix) : []
  const id = withoutPrefix((element.getAttribute('id') ?? '').toLowerCase())
  return {
    depth: place.depth + 1,
    quoted: place.quoted + (isQuotation(element, name, names, id, style) ? 1 : 0),
    signature: place.signature || signatureIds.has(id) || names.some((one) => signatureClasses.has(one)),
    pre:
      name === 'pre' ||
      (/white-space\s*:\s*pre/i.test(style) ? true : place.pre && !/white-space\s*:\s*normal/i.test(style)),
  }
}

/** Outlook puts "x_" before the names that other programs gave. */
const withoutPrefix = (name: string) => name.replace(/^(?:x_)+/, '')

function isQuotation(element: Element, name: string, names: readonly string[], id: string, style: string): boolean {
  if (name === 'blockquote')
    return (
      !/border\s*:\s*(?:none|0)|margin\s*:\s*0(?:px)? 0(?:px)? 0(?:px)? 40px/i.test(style) ||
      element.hasAttribute('cite') ||
      element.getAttribute('type') === 'cite'
    )
  if (quoteIds.has(id) || names.some((given) => quoteClasses.has(given)) || element.getAttribute('name') === 'quote')
    return true
  if (!names.includes('gmail_quote')) return false
  // Gmail puts answers between quotations inside this element too; only without a blockquote is all of it quoted.
  return !element.querySelector('blockquote') && !/forwarded message/i.test(element.textContent?.slice(0, 200) ?? '')
}
