import { decodeText } from './charset.ts'
import { fromQuotedPrintable } from './transfer.ts'

/** One header field: its lower-case name and its unfolded value, one character per byte. */
export interface RawHeader {
  readonly name: string
  readonly value: string
}

/** A header block and where it ends. */
export interface HeaderBlock {
  readonly headers: readonly RawHeader[]
  /** Where the body begins. */
  readonly end: number
}

/**
 * Reads the header block that begins at `from`. Lines that are no headers are skipped when more headers follow before
 * the empty line; otherwise the body begins with them. A line for which `stops` holds (a MIME boundary) ends the block.
 */
export function readHeaders(raw: Buffer, from: number, limit: number, stops: (line: string) => boolean): HeaderBlock {
  const headers: { name: string; value: string }[] = []
  let at = from
  let junk: number | undefined
  while (at < limit) {
    const newline = raw.indexOf(0x0a, at)
    const next = newline < 0 || newline >= limit ? limit : newline + 1
    const line = raw.toString('latin1', at, next).replace(/[\r\n]+$/, '')
    if (line === '') return { headers, end: junk !== undefined && headers.length === 0 ? junk : next }
    if (stops(line)) return { headers, end: at }
    const last = headers.at(-1)
    const field = /^([!-9;-~]{1,120})[ \t]*:/.exec(line)
    if (/^[ \t]/.test(line) && last) last.value += line.replace(/\r/g, ' ')
    else if (field?.[1])
      headers.push({ name: field[1].toLowerCase(), value: line.slice(field[0].length).replace(/\r/g, ' ') })
    else junk ??= at
    at = next
  }
  return { headers, end: headers.length === 0 && junk !== undefined ? junk : limit }
}

/** The first value of a header, undecoded. First wins, so that a second From cannot overrule the one that filters saw. */
export function firstOf(headers: readonly RawHeader[], name: string): string | undefined {
  return headers.find((header) => header.name === name)?.value.trim()
}

/** All values of a header, undecoded. */
export function allOf(headers: readonly RawHeader[], name: string): string[] {
  return headers.filter((header) => header.name === name).map((header) => header.value.trim())
}

/** Raw bytes beyond ASCII in a header, made text: UTF-8 where they are, else the charset of the body. */
export function headerText(binary: string, charset?: string): string {
  if (!/[\u0080-\u00ff]/.test(binary) && !binary.includes('\u001b')) return binary
  return decodeText(Buffer.from(binary, 'latin1'), undefined, charset)
}

const encodedWord = /=\?([^?\s]{1,60})\?([bq])\?([^?\r\n]*)\?=/gi

/** A header's text with its encoded words (RFC 2047) read, line breaks and control characters made blanks. */
export function decodeHeader(binary: string, charset?: string): string {
  return oneLine(decodeWords(headerText(binary, charset)))
}

/** Text as one line: no control character can start a header or a line of its own. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

/** Reads RFC 2047 words, also where they stand in quotes, hold blanks, or split a character between two of them. */
export function decodeWords(text: string): string {
  if (!text.includes('=?')) return text
  const repaired = text.replace(/(=\?[^?\s]{1,60}\?[bq]\?[^?\r\n]*\?=)[ \t\r\n]+(?==\?[^?\s]{1,60}\?[bq]\?)/gi, '$1')
  let out = ''
  let end = 0
  let run: { charset: string; pieces: Buffer[] } | undefined
  const flush = () => {
    if (run) out += decodeText(Buffer.concat(run.pieces), run.charset)
    run = undefined
  }
  for (const match of repaired.matchAll(encodedWord)) {
    const charset = (match[1] ?? '').toLowerCase()
    if (match.index > end) {
      flush()
      out += repaired.slice(end, match.index)
    }
    if (run && run.charset !== charset) flush()
    run ??= { charset, pieces: [] }
    run.pieces.push(wordBytes(match[2] ?? 'q', match[3] ?? ''))
    // Shifted charsets begin each word anew; joining would lose the shift.
    if (/^(?:iso-2022|hz|utf-?7)/.test(charset)) flush()
    end = match.index + match[0].length
  }
  flush()
  return out + repaired.slice(end)
}

function wordBytes(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text.replace(/[^A-Za-z0-9+/]/g, ''), 'base64')
  return fromQuotedPrintable(Buffer.from(text.replace(/=\s+([0-9a-f])/gi, '=$1').replaceAll('_', ' '), 'latin1'))
}
