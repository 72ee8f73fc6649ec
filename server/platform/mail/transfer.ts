/** Bytes of a part's body, out of the transfer encoding it was sent in (RFC 2045 §6). Never throws: broken encodings give what can be read. */
export function decodeTransfer(body: Buffer, encoding: string, isText: boolean): Buffer {
  if (encoding === 'base64') return isText && !looksLikeBase64(body) ? body : fromBase64(body)
  if (encoding === 'quoted-printable') return fromQuotedPrintable(body)
  if (/^(?:x-)?uue?(?:ncode)?$/.test(encoding)) return uuencoded(body.toString('latin1'))?.bytes ?? body
  return body
}

/** Some programs declare base64 and send plain text. */
function looksLikeBase64(body: Buffer): boolean {
  const sample = body.toString('latin1', 0, 4_000)
  const odd = sample.replace(/[A-Za-z0-9+/=\s]/g, '').length
  return odd <= sample.length / 50 && !/[A-Za-z] [A-Za-z]+ [A-Za-z]/.test(sample)
}

/** Lenient: foreign characters are skipped, and what follows a padding is a further piece (joined by careless programs). */
function fromBase64(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(Math.ceil((body.length * 3) / 4))
  let length = 0
  let bits = 0
  let held = 0
  for (const byte of body) {
    const value = sextets[byte] ?? 255
    if (value === 255) {
      // A padding ends the group; leftover bits are no byte.
      if (byte === 0x3d) held = bits = 0
      continue
    }
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      out[length++] = (held >> bits) & 0xff
    }
  }
  return out.subarray(0, length)
}

const sextets = new Uint8Array(256).fill(255)
for (const [value, char] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  sextets[char.charCodeAt(0)] = value

/** RFC 2045 §6.7; a stray "=" stays what it is. */
export function fromQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length)
  let length = 0
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0
    if (byte !== 0x3d) {
      out[length++] = byte
      continue
    }
    const high = nibble(body[at + 1])
    const low = nibble(body[at + 2])
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low
      at += 2
      continue
    }
    const end = softBreak(body, at + 1)
    if (end > 0) at = end - 1
    else out[length++] = byte
  }
  return out.subarray(0, length)
}

/** The position after "=", blanks and the line end; 0 when this is no soft break. */
function softBreak(body: Buffer, from: number): number {
  let at = from
  while (body[at] === 0x20 || body[at] === 0x09) at++
  if (at >= body.length) return at
  if (body[at] === 0x0d) at++
  if (body[at] === 0x0a) return at + 1
  return body[at - 1] === 0x0d ? at : 0
}

function nibble(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37
  return byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : -1
}

/** A file that was written into the text by uuencode: "begin 644 name … end". */
export interface UuFile {
  readonly name: string
  readonly bytes: Buffer
  /** The text without the file. */
  readonly rest: string
}

const uuBegin = /^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n/m

/** The first uuencoded file in a text, if it holds one that is whole enough to be read. */
export function uuencoded(text: string): UuFile | undefined {
  const begin = uuBegin.exec(text)
  if (!begin?.[1]) return undefined
  const pieces: Buffer[] = []
  let at = begin.index + begin[0].length
  while (at < text.length) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline
    const line = text.slice(at, end).replace(/\r$/, '')
    at = end + 1
    if (line === 'end')
      return { name: begin[1].trim(), bytes: Buffer.concat(pieces), rest: text.slice(0, begin.index) + text.slice(at) }
    const piece = uuLine(line)
    if (!piece) return undefined
    pieces.push(piece)
  }
  return undefined
}

function uuLine(line: string): Buffer | undefined {
  if (line === '' || line === '`' || line === ' ') return Buffer.alloc(0)
  const count = (line.charCodeAt(0) - 32) & 63
  if (line.length > 90 || /[^\u0020-\u0060]/.test(line) || line.length - 1 < Math.ceil((count * 4) / 3) - 3)
    return undefined
  const out = Buffer.alloc(Math.ceil(count / 3) * 3)
  const six = (at: number) => ((line.charCodeAt(at) || 32) - 32) & 63
  for (let from = 1, to = 0; to < count; from += 4, to += 3) {
    const word = (six(from) << 18) | (six(from + 1) << 12) | (six(from + 2) << 6) | six(from + 3)
    out.writeUIntBE(word, to, 3)
  }
  return out.subarray(0, count)
}
