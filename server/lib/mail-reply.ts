import { announcementAt } from './mail-reply.attribution.ts'
import { signatureStart } from './mail-reply.signature.ts'

/** A stretch of lines of a mail: what its sender wrote, what was quoted, or the signature. */
export interface ReplyFragment {
  readonly kind: 'text' | 'quote' | 'signature'
  /** The first line (0-based) and the line after the last. */
  readonly from: number
  readonly to: number
  readonly text: string
  /** Whether a reader wants it folded away. */
  readonly folded: boolean
}

/** A mail's text taken apart. */
export interface Reply {
  readonly fragments: readonly ReplyFragment[]
  /** What the sender wrote this time. */
  readonly visible: string
}

/** One line, and whether the HTML it came from marks it as quoted. */
export interface ReplyLine {
  readonly text: string
  readonly quoted?: boolean
}

type Span = { kind: ReplyFragment['kind']; from: number; to: number }

/**
 * Separates what the sender wrote from the quoted history and the signature (PRODUCT.md, "Receive": quoted text folded
 * away). Answers written between quoted lines keep those lines in view. When nothing would be left, nothing is folded.
 */
export function readReply(text: string): Reply {
  return readReplyLines(
    text
      .split(/\r\n|\r|\n/)
      .flatMap(shared)
      .map((line) => ({ text: line })),
  )
}

/** The same for lines that an HTML mail was read into. */
export function readReplyLines(lines: readonly ReplyLine[]): Reply {
  const texts = lines.map((line) => line.text)
  const quoted = lines.map((line) => line.quoted === true || /^\s{0,4}(?:>|&gt;)/.test(line.text))
  const spans = quoteSpans(texts, quoted).flatMap((span) =>
    span.kind === 'text' ? withSignature(texts, span) : [span],
  )
  const lastText = spans.findLastIndex((span) => span.kind === 'text')
  const interleaved = isInterleaved(spans)
  const fragments = spans.map((span, at) => ({
    ...span,
    text: texts
      .slice(span.from, span.to)
      .join('\n')
      .replace(/^(?:[^\S\n]*\n)+/, '')
      .trimEnd(),
    folded: span.kind === 'signature' || (span.kind === 'quote' && !(interleaved && at < lastText)),
  }))
  const shown = fragments.some((fragment) => fragment.kind === 'text')
    ? fragments
    : fragments.map((fragment) => ({ ...fragment, folded: false }))
  const visible = shown.filter((fragment) => !fragment.folded).map((fragment) => fragment.text)
  return { fragments: shown, visible: visible.join('\n\n').trim() }
}

/** Some programs put "--- On …, X wrote:" at the end of the sender's last line. */
function shared(line: string): string[] {
  const found = line.length < 500 ? /^(.*\S)\s*(-{3,} On .{10,200} wrote:\s*)$/.exec(line) : null
  return found?.[1] && found[2] ? [found[1], found[2]] : [line]
}

/** The lines in stretches of own text and quotations; empty stretches are left out. */
function quoteSpans(texts: readonly string[], quoted: readonly boolean[]): Span[] {
  const spans: Span[] = []
  const add = (kind: Span['kind'], from: number, to: number) => {
    if (texts.slice(from, to).some((text) => text.trim())) spans.push({ kind, from, to })
  }
  let own = 0
  let at = 0
  while (at < texts.length) {
    const end = quotationEnd(texts, quoted, at)
    if (end === undefined) break
    if (end > at) {
      add('text', own, at)
      add('quote', at, end)
      own = end
      at = end
    } else at++
  }
  add('text', own, texts.length)
  return spans
}

/** The line after the quotation that starts here; `at` itself when none does; undefined when all that follows was forwarded on purpose. */
function quotationEnd(texts: readonly string[], quoted: readonly boolean[], at: number): number | undefined {
  if (quoted[at]) return isQuotation(texts, quoted, at) ? quotedEnd(texts, quoted, at) : at
  const announced = announcementAt(texts, at)
  if (!announced) return at
  if (announced.kind === 'forward') return undefined
  const below = at + announced.lines
  let first = below
  while (first < texts.length && !texts[first]?.trim()) first++
  return quoted[first] ? quotedEnd(texts, quoted, first) : texts.length
}

/** A lone line that begins with ">" between other lines is an arrow or a list, not a quotation. */
function isQuotation(texts: readonly string[], quoted: readonly boolean[], at: number): boolean {
  if (quoted[at + 1]) return true
  return !texts[at - 1]?.trim() && !texts[at + 1]?.trim()
}

function quotedEnd(texts: readonly string[], quoted: readonly boolean[], at: number): number {
  let end = at
  while (end < texts.length) {
    if (quoted[end]) end++
    else {
      const next = continuation(texts, quoted, end)
      if (next === undefined) return end
      end = next
    }
  }
  return end
}

/** Quoted lines go on after empty ones, and after the rest of a long line that a program wrapped without marking it. */
function continuation(texts: readonly string[], quoted: readonly boolean[], at: number): number | undefined {
  let next = at
  while (next < texts.length && !texts[next]?.trim()) next++
  if (next > at) return quoted[next] ? next : undefined
  const wrapped = texts[at] ?? ''
  const isRest = !/\s/.test(wrapped.trim()) || (texts[at - 1] ?? '').length >= 66
  return isRest && quoted[at + 1] ? at + 1 : undefined
}

function withSignature(texts: readonly string[], span: Span): Span[] {
  const start = span.from + signatureStart(texts.slice(span.from, span.to))
  if (start >= span.to) return [span]
  const own = texts.slice(span.from, start).some((text) => text.trim())
  return [...(own ? [{ ...span, to: start }] : []), { kind: 'signature', from: start, to: span.to }]
}

/** Own text with quotations before and after it: answers point by point, unreadable without the points. */
function isInterleaved(spans: readonly Span[]): boolean {
  const first = spans.findIndex((span) => span.kind === 'quote')
  const last = spans.findLastIndex((span) => span.kind === 'quote')
  return spans.some((span, at) => span.kind === 'text' && at > first && at < last && first >= 0)
}
