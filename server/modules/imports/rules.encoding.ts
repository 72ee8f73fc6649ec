import { readingOf } from './rules.encoding.words.ts'
import { encodings, type FileFormat } from './schema.ts'

export type FileEncoding = FileFormat['encoding']

/** How the bytes of a text are to be read, and how many of them at its beginning say so and are no text. */
export interface EncodingFound {
  encoding: FileEncoding
  bomBytes: number
}

/** Enough to tell encodings apart: more makes no answer better. */
const LOOKED_AT = 64 * 1024

/**
 * The encoding of a file's beginning. A byte order mark decides; then zero bytes (UTF-16 without a mark); then
 * whether it is UTF-8; else the encoding in which the text is made of what its language writes most.
 *
 * @param isWhole false where the head may end in the middle of a character
 */
export function encodingOf(head: Uint8Array, isWhole: boolean): EncodingFound {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bomBytes: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bomBytes: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bomBytes: 2 }
  if (isMarkOfGb18030(head)) return { encoding: 'gb18030', bomBytes: 4 }
  return { encoding: wideOf(head) ?? narrowOf(head, isWhole), bomBytes: 0 }
}

const isMarkOfGb18030 = (head: Uint8Array): boolean =>
  head[0] === 0x84 && head[1] === 0x31 && head[2] === 0x95 && head[3] === 0x33

/** UTF-16 without a mark: the letters, digits and delimiters of a table have a zero byte each, always on the same side. */
function wideOf(head: Uint8Array): FileEncoding | null {
  const looked = head.subarray(0, 4096)
  if (looked.length < 4) return null
  let even = 0
  let odd = 0
  for (const [at, byte] of looked.entries()) if (byte === 0) at % 2 === 0 ? even++ : odd++
  // Of a table in Chinese one unit in ten is still a delimiter, a digit or a line's end.
  const enough = looked.length / 20
  if (odd > enough && odd > even * 8) return 'utf-16le'
  if (even > enough && even > odd * 8) return 'utf-16be'
  return null
}

function narrowOf(head: Uint8Array, isWhole: boolean): FileEncoding {
  if (isUtf8(head, isWhole)) return 'utf-8'
  const from = head.findIndex((byte) => byte > 127)
  const looked = head.subarray(from, from + LOOKED_AT)
  if (isNearlyUtf8(looked)) return 'utf-8'
  let best: FileEncoding = 'windows-1252'
  let most = Number.NEGATIVE_INFINITY
  for (const encoding of encodings) {
    if (encoding.startsWith('utf')) continue
    const likely = readingOf(looked, encoding)
    if (likely > most) {
      most = likely
      best = encoding
    }
  }
  return best
}

function isUtf8(head: Uint8Array, isWhole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole })
    return true
  } catch {
    return false
  }
}

/**
 * UTF-8 but for a few bytes, such as titles that were cut within a character. Of a text in another encoding hardly a pair
 * of bytes is UTF-8 by chance: one in seven of GB2312.
 */
function isNearlyUtf8(looked: Uint8Array): boolean {
  let whole = 0
  let broken = 0
  for (const character of new TextDecoder('utf-8').decode(looked, { stream: true })) {
    if (character === '\ufffd') broken++
    else if (character >= '\u0080') whole++
  }
  return whole > 0 && whole >= broken * 4
}
