import { forwardWords, headerLabels, onWords, originalWords, replyAboveWords, wroteWords } from './mail-reply.words.ts'

/** The lines by which a mail program announces what it quotes, and how many lines they take. */
export type Announcement = { readonly kind: 'attribution' | 'original' | 'headers' | 'forward'; readonly lines: number }

const lower = (words: readonly string[]) => words.map((word) => word.toLowerCase())
const verbs = lower(wroteWords)
const openers = new Set(lower(onWords).flatMap((word) => word.split(' ').slice(0, 1)))
const originals = new Set(lower(originalWords))
const forwards = new Set(lower(forwardWords))
const kinds = new Map(
  Object.entries(headerLabels).flatMap(([kind, labels]) => labels.map((label) => [label, kind] as const)),
)

const year = /(?:^|\D)(?:19|20)\d\d(?:\D|$)/
const time = /(?:^|\D)\d{1,2}(?:[:.h]|\s?時|\s?点)\d{2}/u
const date = /\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{1,2}-\p{L}{3}[.-]|\d{1,2}月\d{1,2}日/u
const address = /[^\s<>()@"]+@[^\s<>()@"]+/u

const isDated = (text: string) => year.test(text) || time.test(text) || date.test(text)

/**
 * What, if anything, is announced at this line: a quotation ("On …, X wrote:", "-----Original Message-----", a block
 * From/Sent/To/Subject) or a forwarded message, which stays part of what the sender says.
 */
export function announcementAt(lines: readonly string[], at: number): Announcement | undefined {
  const line = lines[at] ?? ''
  if (!line.trim() || line.length > 1_000) return undefined
  const dashed = betweenDashes(line)
  if (isForward(line, dashed)) return { kind: 'forward', lines: 1 }
  if (isOriginal(lines, at, dashed)) return { kind: 'original', lines: 1 + headersBelow(lines, at + 1) }
  const rule = /^\s*[_*=-]{10,}\s*$/.test(line) ? headersBelow(lines, at + 1) : 0
  if (rule > 0) return { kind: 'headers', lines: 1 + rule }
  const headers = headerBlock(lines, at)
  if (headers > 0) return { kind: 'headers', lines: headers }
  const attribution = attributionLines(lines, at)
  return attribution > 0 ? { kind: 'attribution', lines: attribution } : undefined
}

/** The text between two runs of dashes, "----- like this -----"; also one run at the front, as Yahoo writes it. */
function betweenDashes(line: string): string | undefined {
  const text = line.trim()
  if (!/^[-_=–—*]{2}/.test(text)) return undefined
  return text.replace(/^[-_=–—*\s]+/, '').replace(/[-_=–—*:\s]+$/, '')
}

function isForward(line: string, dashed: string | undefined): boolean {
  const bare = line
    .trim()
    .replace(/[:：]$/, '')
    .toLowerCase()
  return (dashed !== undefined && forwards.has(dashed.toLowerCase())) || (bare.length < 60 && forwards.has(bare))
}

function isOriginal(lines: readonly string[], at: number, dashed: string | undefined): boolean {
  const line = (lines[at] ?? '').trim().toLowerCase()
  if (dashed !== undefined && originals.has(dashed.toLowerCase())) return true
  if (line.length < 160 && replyAboveWords.some((words) => line.includes(words)) && /^\W{2}|\W{2}$/.test(line))
    return true
  return originals.has(line.replace(/[:：]$/, '')) && headersBelow(lines, at + 1) > 0
}

/** The lines of a header block that starts here or after at most two empty lines, with those lines; 0 when there is none. */
function headersBelow(lines: readonly string[], at: number): number {
  let skipped = 0
  while (skipped < 2 && at + skipped < lines.length && !(lines[at + skipped] ?? '').trim()) skipped++
  const block = headerBlock(lines, at + skipped)
  return block > 0 ? skipped + block : 0
}

const label = /^[\s*|_>]*([\p{L}’' -]{1,26}?)\s?\*?\s?[:：|]\s*\*?(.*)$/u

function labelOf(line: string): { kind: string; value: string } | undefined {
  const found = line.length < 600 ? label.exec(line) : null
  const kind = found?.[1] ? kinds.get(found[1].trim().toLowerCase().replaceAll('\u00a0', ' ')) : undefined
  return kind ? { kind, value: found?.[2] ?? '' } : undefined
}

/** The lines of a block like "From: … / Sent: … / To: … / Subject: …"; 0 when this is none. */
function headerBlock(lines: readonly string[], at: number): number {
  const first = labelOf(lines[at] ?? '')
  if (!first || first.kind === 'other' || first.kind === 'cc') return 0
  const seen = new Map<string, string>()
  let end = at
  for (let line = at, wrapped = 0; line < lines.length && line < at + 16; line++) {
    const text = lines[line] ?? ''
    const found = labelOf(text)
    if (found) {
      if (!seen.has(found.kind)) seen.set(found.kind, found.value)
      end = line + 1
      wrapped = 0
    } else if (!text.trim()) {
      // Some programs leave a line empty between the labels; only a label right after it belongs to the block.
      if (!labelOf(lines[line + 1] ?? '')) break
    } else if (++wrapped > 3) break
  }
  const alone =
    seen.size === 1 && !(lines[at - 1] ?? '').trim() && /^[^<>]{0,80}<[^<>@\s]+@[^<>\s]+>\s*$/.test(first.value)
  if (!isBlock(seen) && !(first.kind === 'from' && alone && at > 0)) return 0
  while (end < lines.length && (lines[end] ?? '').trim() && seen.has('subject') && end - at < 8 && isWrapOf(lines, end))
    end++
  return end - at
}

/** A subject that was too long goes on in the next, indented line. */
function isWrapOf(lines: readonly string[], at: number): boolean {
  return /^\s{1,8}\S/.test(lines[at] ?? '') && (lines[at - 1] ?? '').length > 60
}

/** Two labels with an address, or a sender with a dated line, or three labels: less is a shopping list or a form. */
function isBlock(seen: ReadonlyMap<string, string>): boolean {
  const from = seen.has('from')
  const sent = seen.get('sent')
  if (!from && sent === undefined) return false
  const listed = ['from', 'sent', 'to', 'cc', 'subject'].filter((kind) => seen.has(kind)).length
  if (listed >= 3) return true
  const addressed = [...seen.values()].some((value) => address.test(value))
  return listed === 2 && (addressed || (from && sent !== undefined && isDated(sent)))
}

/** How many lines "On …, X wrote:" takes here (mail programs wrap it); 0 when this is none. */
function attributionLines(lines: readonly string[], at: number): number {
  const first = (lines[at] ?? '').trim()
  if (!mayOpen(first)) return isNameAndVerb(lines, at) ? 1 : 0
  let joined = ''
  for (let count = 1; count <= 5 && at + count <= lines.length; count++) {
    const line = (lines[at + count - 1] ?? '').trim()
    if (!line || (count > 1 && line.startsWith('>'))) return 0
    joined = joined ? `${joined} ${line}` : line
    if (joined.length > 420) return 0
    if (isAttribution(joined)) return count + (isVerbAlone(lines[at + count]) ? 1 : 0)
  }
  return 0
}

function mayOpen(line: string): boolean {
  const text = line.replace(/^[-–—*.\s]+/, '').toLowerCase()
  const word = text.split(/[\s,]/, 1)[0] ?? ''
  return (
    openers.has(word) ||
    /^.{0,40}\d/u.test(text) ||
    address.test(text) ||
    /^[-–—]{2}/.test(line) ||
    text.startsWith('在')
  )
}

/** Whether one joined line announces a quotation: a date, a person, and in most languages the verb "wrote". */
export function isAttribution(joined: string): boolean {
  const framed = /^[-–—*]{2,}.*[-–—*]{2,}$/.test(joined)
  const text = joined.replace(/^[-–—*.\s]+/, '').replace(/[-–—*\s]+$/, '')
  const ended = /[:：]$/.test(text)
  const bare = text.replace(/[:：\s]+$/, '').toLowerCase()
  const dated = isDated(text)
  const verb = verbs.find((word) => endsWithWord(bare, word))
  if (verb) return framed || dated || (ended && address.test(text) && text.split(/\s+/).length <= 10)
  if (!dated) return false
  if (ended && openers.has(bare.split(/[\s,]/, 1)[0] ?? '') && namesAfterVerb(text)) return true
  if (ended && isAddressedVerb(bare)) return true
  const datedEarly = isDated(text.slice(0, 48))
  return (
    datedEarly &&
    /<(?:mailto:)?[^\s<>]+@[^\s<>]+>(?:\s?\(.{0,40}\))?$/u.test(text.replace(/[:：\s]+$/, '')) &&
    isBrief(text)
  )
}

function endsWithWord(text: string, word: string): boolean {
  if (!text.endsWith(word)) return false
  const before = text[text.length - word.length - 1]
  return before === undefined || !/[\p{L}\d]/u.test(before) || /[\u0250-\uffff]/u.test(word[0] ?? '')
}

/** "Am 7.5.2012 schrieb Hans Meier:" — after the verb come names only, unlike in "… schrieb ich Ihnen Folgendes:". */
function namesAfterVerb(text: string): boolean {
  const found = verbs.flatMap((word) => {
    const at = text.toLowerCase().lastIndexOf(` ${word} `)
    return at > 0 ? [text.slice(at + word.length + 2)] : []
  })
  return found.some((rest) => {
    const words = rest
      .replace(/[:：]$/, '')
      .replace(/<\s+/g, '<')
      .trim()
      .split(/\s+/)
    return (
      words.length <= 9 &&
      words.every((word) =>
        /^["'(<„“\d]?[\p{Lu}\p{Lo}]|@|^(?:via|von|van|der|de|la|du|am|um|at|\d.*|[|&/-])$/u.test(word),
      )
    )
  })
}

/** "Lamp Shop <help@shop.example> wrote on 2 March 2026:" */
function isAddressedVerb(bare: string): boolean {
  const rest = /<[^\s<>]+@[^\s<>]+>\s+(.*)$/.exec(bare)?.[1]
  return rest !== undefined && rest.length < 80 && verbs.some((word) => rest.startsWith(`${word} `))
}

/** A date with an address after it may also stand in a sentence; an announcement is short and has no full stop inside. */
function isBrief(text: string): boolean {
  return text.length <= 200 && !/[.!?]\s+\p{Lu}\p{Ll}+\s+\p{Ll}+\s+\p{Ll}+/u.test(text)
}

/** "John Smith wrote:" without a date counts when quoted lines follow. */
function isNameAndVerb(lines: readonly string[], at: number): boolean {
  const text = (lines[at] ?? '').trim()
  if (text.length > 120 || !/[:：]$/.test(text)) return false
  const bare = text.replace(/[:：\s]+$/, '').toLowerCase()
  return verbs.some((word) => endsWithWord(bare, word)) && nextFilled(lines, at + 1).startsWith('>')
}

function isVerbAlone(line: string | undefined): boolean {
  const bare = (line ?? '')
    .trim()
    .replace(/[:：\s]+$/, '')
    .toLowerCase()
  return bare.length > 0 && verbs.includes(bare)
}

function nextFilled(lines: readonly string[], from: number): string {
  for (let at = from; at < lines.length && at < from + 4; at++) {
    const line = (lines[at] ?? '').trim()
    if (line) return line
  }
  return ''
}
