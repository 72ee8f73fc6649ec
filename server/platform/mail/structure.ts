import { firstOf, type RawHeader, readHeaders } from './headers.ts'
import { LimitPassed, type MailLimits } from './limits.ts'
import { readStructured, type Structured } from './parameters.ts'

/** One node of a mail's tree. */
export interface MailPart {
  readonly headers: readonly RawHeader[]
  readonly contentType: Structured
  readonly disposition: Structured
  /** Lower case: base64, quoted-printable, 7bit … */
  readonly encoding: string
  /** The subtype of a multipart whose parts were found; undefined for a leaf. */
  readonly multipart: string | undefined
  readonly depth: number
  readonly children: readonly MailPart[]
  /** The body as it was sent; of a multipart, the preamble. */
  readonly body: Buffer
}

interface Node extends MailPart {
  readonly children: Node[]
  body: Buffer
  readonly bodyStart: number
  boundary: string | undefined
  /** Where its boundary stands next, as far as that was looked for. */
  ahead: { readonly line: number; readonly last: boolean } | undefined
}

/** A boundary line, and the position of its multipart among the open ones. */
interface Mark {
  readonly line: number
  readonly last: boolean
  readonly at: number
}

/**
 * Takes a raw mail apart into its tree, in one pass over the lines that begin with "--".
 * @throws LimitPassed for more parts, levels or header bytes than the limits permit
 */
export function readStructure(raw: Buffer, limits: MailLimits): MailPart {
  if (raw.length > limits.bytes) throw new LimitPassed('too-large')
  const bytes = withLineFeeds(raw)
  return new Walk(bytes, limits).read(afterEnvelopeLine(bytes))
}

/** Very old programs end lines with CR alone. */
function withLineFeeds(raw: Buffer): Buffer {
  if (raw.includes(0x0a) || !raw.includes(0x0d)) return raw
  const mended = Buffer.from(raw)
  for (let at = mended.indexOf(0x0d); at >= 0; at = mended.indexOf(0x0d, at + 1)) mended[at] = 0x0a
  return mended
}

/** Mailbox files put a line "From somebody Mon Jan …" before the headers; some programs an empty line or a byte order mark. */
function afterEnvelopeLine(raw: Buffer): number {
  let at = raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? 3 : 0
  while (raw[at] === 0x0a || raw[at] === 0x0d) at++
  if (!/^>?From [^:]/.test(raw.toString('latin1', at, at + 8))) return at
  const newline = raw.indexOf(0x0a, at)
  return newline < 0 ? raw.length : newline + 1
}

/** Lines that begin like a boundary and are none; a mail with more of them was made to keep its reader busy. */
const mostMisses = 200_000

class Walk {
  readonly #raw: Buffer
  readonly #limits: MailLimits
  readonly #open: Node[] = []
  #parts = 0
  #misses = 0

  constructor(raw: Buffer, limits: MailLimits) {
    this.#raw = raw
    this.#limits = limits
  }

  read(start: number): MailPart {
    const root = this.#node(start, 0, '')
    let leaf: Node | undefined = root
    let mark = this.#nextMark(root.bodyStart)
    while (mark) {
      if (leaf) leaf.body = this.#raw.subarray(leaf.bodyStart, this.#beforeLineBreak(leaf.bodyStart, mark.line))
      this.#open.length = mark.last ? mark.at : mark.at + 1
      const parent: Node | undefined = mark.last ? undefined : this.#open[mark.at]
      const next: number = this.#lineEnd(mark.line)
      leaf = parent && this.#child(parent, next)
      mark = this.#nextMark(leaf ? leaf.bodyStart : next)
    }
    if (leaf) leaf.body = this.#raw.subarray(leaf.bodyStart)
    return root
  }

  /** The next line that is a boundary of an open multipart; of two on one line the innermost. */
  #nextMark(from: number): Mark | undefined {
    let found: Mark | undefined
    for (let at = this.#open.length - 1; at >= 0; at--) {
      const node = this.#open[at]
      if (!node) continue
      if (!node.ahead || node.ahead.line < from) node.ahead = this.#search(node, from)
      if (node.ahead.line < (found?.line ?? this.#raw.length)) found = { ...node.ahead, at }
    }
    return found
  }

  /** Where the boundary of one multipart next fills a line; beyond the end when it does not. */
  #search(node: Node, from: number): { line: number; last: boolean } {
    const wanted = `\n--${node.boundary}`
    let feed = from === 0 ? -1 : from - 1
    if (from > 0 || !this.#startsWith(0, wanted.slice(1))) feed = this.#raw.indexOf(wanted, Math.max(feed, 0), 'latin1')
    while (feed >= -1 && (feed >= 0 || from === 0)) {
      const after = feed + wanted.length
      const last = this.#raw[after] === 0x2d && this.#raw[after + 1] === 0x2d
      if (this.#isBlankTo(last ? after + 2 : after)) return { line: feed + 1, last }
      if (++this.#misses > mostMisses) throw new LimitPassed('too-many-parts')
      feed = this.#raw.indexOf(wanted, feed + 1, 'latin1')
      if (feed < 0) break
    }
    return { line: this.#raw.length, last: false }
  }

  #startsWith(at: number, text: string): boolean {
    return this.#raw.toString('latin1', at, at + text.length) === text
  }

  /** Nothing but blanks up to the line's end. */
  #isBlankTo(from: number): boolean {
    let at = from
    while (this.#raw[at] === 0x20 || this.#raw[at] === 0x09 || this.#raw[at] === 0x0d) at++
    return at >= this.#raw.length || this.#raw[at] === 0x0a
  }

  #lineEnd(from: number): number {
    const newline = this.#raw.indexOf(0x0a, from)
    return newline < 0 ? this.#raw.length : newline + 1
  }

  /** The line break before a boundary belongs to the boundary (RFC 2046 §5.1.1). */
  #beforeLineBreak(start: number, line: number): number {
    const feed = line > start && this.#raw[line - 1] === 0x0a ? line - 1 : line
    return feed > start && this.#raw[feed - 1] === 0x0d ? feed - 1 : feed
  }

  #isOpenBoundary(line: string): boolean {
    const text = line.trimEnd()
    return (
      text.startsWith('--') && this.#open.some(({ boundary }) => text === `--${boundary}` || text === `--${boundary}--`)
    )
  }

  #child(parent: Node, start: number): Node {
    const child = this.#node(start, parent.depth + 1, parent.multipart ?? '')
    parent.children.push(child)
    return child
  }

  #node(start: number, depth: number, within: string): Node {
    if (++this.#parts > this.#limits.parts) throw new LimitPassed('too-many-parts')
    if (depth > this.#limits.depth) throw new LimitPassed('too-deep')
    const isMark = (line: string) => this.#isOpenBoundary(line)
    const { headers, end } = readHeaders(this.#raw, start, this.#raw.length, isMark)
    const isBody = depth === 0 && !headers.some(({ name }) => knownHeader.test(name))
    const bodyStart = isBody ? start : end
    if (bodyStart - start > this.#limits.headerBytes) throw new LimitPassed('headers-too-large')
    const contentType = readStructured(
      firstOf(headers, 'content-type') ?? (within === 'digest' ? 'message/rfc822' : 'text/plain'),
    )
    const boundary = this.#boundaryOf(contentType, bodyStart)
    const node: Node = {
      headers: isBody ? [] : headers,
      contentType,
      disposition: readStructured(firstOf(headers, 'content-disposition')),
      encoding:
        /[\w-]+/.exec(
          (firstOf(headers, 'content-transfer-encoding') ?? '').toLowerCase().replace(/\([^)]*\)/g, ''),
        )?.[0] ?? '',
      multipart: boundary === undefined ? undefined : contentType.value.slice('multipart/'.length) || 'mixed',
      depth,
      children: [],
      body: Buffer.alloc(0),
      bodyStart,
      boundary,
      ahead: undefined,
    }
    if (boundary !== undefined) this.#open.push(node)
    return node
  }

  /** The declared boundary; where it is missing or never used, the one that the body itself uses. */
  #boundaryOf(contentType: Structured, bodyStart: number): string | undefined {
    if (!contentType.value.startsWith('multipart/')) return undefined
    const declared = contentType.params.get('boundary')?.trimEnd()
    if (declared && this.#isUsed(declared, bodyStart)) return declared
    const head = this.#raw.toString('latin1', bodyStart, bodyStart + 4_000)
    return /(?:^|\n)--([^\s-][^\r\n]{0,68}?)[ \t]*\r?\n(?:content-[\w-]+:|\r?\n)/i.exec(head)?.[1]
  }

  /** Looked for in a stretch only, so that a thousand boundaries that are never used cost no thousand passes. */
  #isUsed(boundary: string, bodyStart: number): boolean {
    const stretch = this.#raw.subarray(bodyStart, bodyStart + 262_144)
    return stretch.indexOf(`--${boundary}`, 0, 'latin1') === 0 || stretch.indexOf(`\n--${boundary}`, 0, 'latin1') >= 0
  }
}

const knownHeader =
  /^(?:from|to|cc|subject|date|sender|reply-to|received|return-path|message-id|mime-version|delivered-to|content-(?:type|transfer-encoding|disposition)|x-.+|in-reply-to|references)$/
