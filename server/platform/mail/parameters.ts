import { decodeText } from './charset.ts'
import { decodeWords, headerText, oneLine } from './headers.ts'

/** A structured header: `text/plain; charset=utf-8`. */
export interface Structured {
  /** Lower case, comments taken away. */
  readonly value: string
  readonly params: ReadonlyMap<string, string>
}

/** Reads a structured header leniently: unfinished quotes, blanks in values, comments, RFC 2231 pieces and encoded words. */
export function readStructured(binary: string | undefined, charset?: string): Structured {
  const [first = '', ...rest] = fieldsOf(binary ?? '')
  const raw = new Map<string, string>()
  for (const field of rest) {
    const equals = field.indexOf('=')
    const name = (equals < 0 ? field : field.slice(0, equals)).trim().toLowerCase()
    // First wins: a second boundary would hide the parts from whoever read the first.
    if (name && !raw.has(name)) raw.set(name, equals < 0 ? '' : unquoted(field.slice(equals + 1)))
  }
  return { value: first.trim().toLowerCase(), params: joined(raw, charset) }
}

/** The pieces between semicolons, outside quotes; comments are left out where a token may not hold them. */
function fieldsOf(text: string): string[] {
  const fields: string[] = []
  const lastClose = text.lastIndexOf(')')
  let field = ''
  let before = ''
  let quoted = false
  let comment = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    const opens = char === '(' && (comment > 0 || before === '' || /[\s;]/.test(before)) && lastClose > at
    if (quoted && char === '\\') field += char + (text[++at] ?? '')
    else if (!quoted && opens) comment++
    else if (!quoted && char === ')' && comment > 0) comment--
    else if (comment > 0) continue
    else if (!quoted && char === ';') {
      fields.push(field)
      field = ''
    } else {
      if (char === '"') quoted = !quoted
      field += char
    }
    before = char
  }
  return [...fields, field]
}

function unquoted(value: string): string {
  const text = value.trim()
  if (!text.startsWith('"')) return text
  const closed = /^"((?:[^"\\]|\\[\s\S])*)"/.exec(text)
  // A backslash before a letter is a Windows path, not an escape.
  return (closed?.[1] ?? text.slice(1)).replace(/\\(["\\])/g, '$1')
}

/** RFC 2231: `name*0*=utf-8''a%20`, `name*1=b` become one `name`; it wins over a plain one, which is the poorer copy. */
function joined(raw: ReadonlyMap<string, string>, charset: string | undefined): ReadonlyMap<string, string> {
  const params = new Map<string, string>()
  const pieces = new Map<string, { at: number; encoded: boolean; value: string }[]>()
  for (const [key, value] of raw) {
    const parted = /^([^*]+)\*(\d{1,4})?(\*)?$/.exec(key)
    if (!parted?.[1]) {
      params.set(key, oneLine(decodeWords(headerText(value, charset))))
      continue
    }
    const encoded = parted[2] === undefined || parted[3] === '*'
    const list = pieces.get(parted[1]) ?? []
    list.push({ at: Number(parted[2] ?? 0), encoded, value })
    pieces.set(parted[1], list)
  }
  for (const [name, list] of pieces) params.set(name, oneLine(continued(list.sort((a, b) => a.at - b.at))))
  return params
}

function continued(list: readonly { encoded: boolean; value: string }[]): string {
  const start = list[0]?.encoded ? /^([^']*)'[^']*'([\s\S]*)$/.exec(list[0].value) : null
  const bytes = list.map((piece, at) => {
    const value = at === 0 && start ? (start[2] ?? '') : piece.value
    return piece.encoded ? fromPercent(value) : Buffer.from(value, 'latin1')
  })
  return decodeWords(decodeText(Buffer.concat(bytes), start?.[1] || undefined))
}

function fromPercent(text: string): Buffer {
  return Buffer.from(
    text.replace(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}
