import { isAscii } from 'node:buffer'
import iconv from 'iconv-lite'

/** Labels that mail programs write and no decoder knows. */
const aliases: Readonly<Record<string, string>> = {
  '646': 'us-ascii',
  ansi_x3: 'us-ascii',
  ascii: 'us-ascii',
  'cp-850': 'cp850',
  'unicode-1-1-utf-7': 'utf-7',
  'unicode-1-1-utf-8': 'utf-8',
  utf8mb4: 'utf-8',
  cp65001: 'utf-8',
  'cp-1252': 'windows-1252',
  'x-gbk': 'gb18030',
  gb2312: 'gb18030',
  'gb_2312-80': 'gb18030',
  gbk: 'gb18030',
  cp936: 'gb18030',
  ms936: 'gb18030',
  'x-big5': 'big5',
  'cn-big5': 'big5',
  csbig5: 'big5',
  cp950: 'big5',
  'ks_c_5601-1987': 'euc-kr',
  ks_c_5601: 'euc-kr',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  cp932: 'shift_jis',
  'x-sjis': 'shift_jis',
  cp50220: 'iso-2022-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-8859-8-i': 'iso-8859-8',
  'iso-8859-8-e': 'iso-8859-8',
  'x-mac-roman': 'macintosh',
}

/** Labels that programs write when they do not know; the bytes decide. */
const vague = new Set([
  '',
  'us-ascii',
  'x-unknown',
  'unknown',
  'unknown-8bit',
  'x-user-defined',
  '8bit',
  'binary',
  'default',
  'none',
  'default_charset',
])

/** Labels that are often wrong over text that is really UTF-8, and where a real text practically never looks like UTF-8. */
const latin = new Set(['iso-8859-1', 'latin1', 'windows-1252', 'cp1252', 'iso-8859-15', 'iso8859-1'])

/**
 * Text of bytes in the charset they were labelled with; a missing, unknown or evidently wrong label is repaired.
 * Never throws; what cannot be decoded becomes U+FFFD. The result holds no NUL and no lone surrogate, so that it can be stored.
 *
 * @param hint a charset to try when the label says nothing: that of the mail's body, or of the HTML's own meta tag
 */
export function decodeText(bytes: Uint8Array, label: string | undefined, hint?: string): string {
  return storable(decode(bytes, normalLabel(label), hint ? normalLabel(hint) : ''))
}

/** The text without what PostgreSQL cannot hold. */
export function storable(text: string): string {
  return (text.includes('\u0000') ? text.replaceAll('\u0000', '') : text).toWellFormed()
}

function decode(bytes: Uint8Array, label: string, hint: string): string {
  if (isAscii(bytes) && !/^(?:utf-?7|utf-?16|utf-?32|ucs|hz|iso-2022|unicode|ibm|cp0?37|ebcdic)/.test(label)) {
    return vague.has(label) && looksShifted(bytes) ? decodeAs(bytes, 'iso-2022-jp') : latin1(bytes)
  }
  const marked = byteOrderMark(bytes)
  if (marked) return decodeAs(bytes, marked).replace(/^\ufeff/, '')
  if (vague.has(label) || latin.has(label) || label === 'utf-8' || label === 'utf8') {
    const text = strictUtf8(bytes)
    if (text !== undefined) return text
  }
  if (vague.has(label)) return decodeAs(bytes, hint && !vague.has(hint) ? hint : 'windows-1252')
  if (label === 'utf-8' || label === 'utf8') return mostlyUtf8(bytes, hint)
  return decodeAs(bytes, label)
}

/** Truncated UTF-8 stays UTF-8; text that is no UTF-8 at all was labelled wrongly. */
function mostlyUtf8(bytes: Uint8Array, hint: string): string {
  const text = new TextDecoder('utf-8').decode(bytes)
  const broken = text.split('\ufffd').length - 1
  const beyond = text.replace(/[^\u0080-\ufffc]/g, '').length
  return broken > 2 && broken > beyond ? decodeAs(bytes, hint && hint !== 'utf-8' ? hint : 'windows-1252') : text
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function decodeAs(bytes: Uint8Array, label: string): string {
  if (label.startsWith('hz')) return fromHz(bytes)
  if (label === 'iso-2022-kr') return fromIso2022Kr(bytes)
  // WHATWG takes UTF-16 for little-endian always; iconv looks at the text, as RFC 2781 wants it. Its Big5 lacks letters that mail uses.
  const byIconv = /^(?:utf-?16|utf-?32|utf-?7|ucs|unicode|big5)/.test(label)
  if (!byIconv) {
    try {
      return new TextDecoder(label).decode(bytes)
    } catch {
      // Not one of the web's charsets: the larger list follows.
    }
  }
  return iconv.encodingExists(label) ? iconv.decode(Buffer.from(bytes), label) : latin1or1252(bytes)
}

function normalLabel(label: string | undefined): string {
  const bare = (label ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']+|["';,]+$/g, '')
    .replace(/^charset=/, '')
    .replace(/\*.*$/, '')
  return aliases[bare] ?? aliases[bare.replace(/^(?:x-|cs)/, '')] ?? bare
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes[2] === 0 && bytes[3] === 0 ? 'utf-32le' : 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** ISO-2022-JP is 7-bit; its escape sequence betrays it when no label does. */
function looksShifted(bytes: Uint8Array): boolean {
  const start = latin1(bytes.subarray(0, 20_000))
  return start.includes('\u001b$B') || start.includes('\u001b$@')
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

function latin1or1252(bytes: Uint8Array): string {
  return strictUtf8(bytes) ?? new TextDecoder('windows-1252').decode(bytes)
}

/** HZ (RFC 1843): GB 2312 between "~{" and "~}", seven bits wide. */
function fromHz(bytes: Uint8Array): string {
  const gb = new TextDecoder('gb18030')
  return latin1(bytes)
    .replace(/~\{([\s\S]*?)(?:~\}|$)/g, (_all, inner: string) => gb.decode(Buffer.from(raised(inner), 'latin1')))
    .replace(/~\r?\n/g, '')
    .replaceAll('~~', '~')
}

/** ISO-2022-KR (RFC 1557): KS X 1001 between SO and SI, seven bits wide. */
function fromIso2022Kr(bytes: Uint8Array): string {
  const korean = new TextDecoder('euc-kr')
  const [plain = '', ...shifted] = latin1(bytes).replaceAll('\u001b$)C', '').split('\u000e')
  return shifted.reduce((text, piece) => {
    const [inner = '', ...after] = piece.split('\u000f')
    return text + korean.decode(Buffer.from(raised(inner), 'latin1')) + after.join('')
  }, plain)
}

function raised(text: string): string {
  return text.replace(/[\u0021-\u007e]/g, (char) => String.fromCharCode(char.charCodeAt(0) | 0x80))
}
