import { closingWords, deviceWords, sentFromInsideWords, sentFromWords, softClosingWords } from './mail-reply.words.ts'

const lower = (words: readonly string[]) => words.map((word) => word.toLowerCase())
const closings = new Set(lower(closingWords))
const softClosings = new Set(lower(softClosingWords))
const anyOf = (words: readonly string[]) =>
  lower(words)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|')
const sentFrom = new RegExp(`^(?:${anyOf(sentFromWords)})|${anyOf(sentFromInsideWords)}`, 'u')
const device = new RegExp(anyOf(deviceWords), 'u')

/**
 * Where the signature begins in a stretch of the sender's own lines; their count when there is none.
 * A card of contact data without a closing stays text: buyers send addresses that way.
 */
export function signatureStart(lines: readonly string[]): number {
  for (let at = 0; at < lines.length; at++) if (opensSignature(lines, at)) return at
  return lines.length
}

function opensSignature(lines: readonly string[], at: number): boolean {
  const line = (lines[at] ?? '').trim()
  if (!line || line.length > 200) return false
  if (line === '--' || line === '—' || line === '–') return countRest(lines, at) <= 15
  if (isSentFrom(line)) return countRest(lines, at) <= 6
  const rest = restOf(lines, at)
  if (/^(?:_{2,}|-{3,})$/.test(line)) return isCard(rest)
  if (/^(?:={2,4}|\+{2,4}|\*{3,4}|~{2,4})$/.test(line)) return isCard(rest) && rest.length <= 4
  // "-- Tim": the mark and the name on one line.
  if (/^-- ?\p{Lu}[\p{L} .'-]{0,38}$/u.test(line))
    return isCard(rest.length > 0 ? rest : ['.']) && rest.length <= 3 && !rest.some((other) => other.startsWith('--'))
  return at > 0 && opensCard(line, rest)
}

function opensCard(line: string, rest: readonly string[]): boolean {
  const bare = line.toLowerCase().replace(/[,.!;:，。！~\s-]+$/u, '')
  if (closings.has(bare)) return isCard(rest)
  return softClosings.has(bare) && rest.length >= 2 && isCard(rest) && rest.some(isContact)
}

/** At most eight short lines, none of them a sentence, and not the filled-in fields of a form. */
function isCard(rest: readonly string[]): boolean {
  const fields = rest.filter(
    (line) =>
      /^\p{L}[\p{L} /.-]{1,24}\s?:\s?\S/u.test(line) &&
      !/^(?:tel|fax|phone|mob|e-?mail|web|www|cell|handy|fon|direct|office)/i.test(line),
  )
  return (
    rest.length > 0 &&
    rest.length <= 8 &&
    fields.length < 3 &&
    rest.every((line) => line.length <= 100 && !isSentence(line))
  )
}

function isSentence(line: string): boolean {
  return (
    /[.!?。！？]["”»)]?$/.test(line) && (line.split(/\s+/).length >= 6 || (/[\p{Lo}]/u.test(line) && line.length > 12))
  )
}

function isContact(line: string): boolean {
  return /@|https?:|www\.|(?:\d[\s()/.-]?){7,}|^(?:tel|fax|phone|mobil|t:|m:)/i.test(line)
}

/** "Sent from my iPhone" in any of the languages: the opening words and a device or program, and nothing more. */
export function isSentFrom(line: string): boolean {
  if (line.length > 160) return false
  const text = line
    .trim()
    .toLowerCase()
    .replace(/^[*_>\s]+/, '')
  if (!sentFrom.test(text)) return false
  const words = text.replace(/<[^>]*>/g, '').replace(/\(https?:[^)]*\)/g, '')
  const isOwnThing = /^sent from my \S+(?: \S+){0,3}$/.test(words.trim()) && !/[.,;!?]/.test(words)
  if (!isOwnThing && !device.test(words)) return false
  return !isClauseful(words) && words.split(/\s+/).length <= 14
}

/** More than the one statement: somebody writes about sending from a phone. */
function isClauseful(words: string): boolean {
  const isChinese = /[\u4e00-\u9fff]{3}/u.test(words)
  return /[,;.!?]\s+\p{L}+\s+\p{L}+/u.test(words) || (isChinese && (words.length > 24 || /[，。！？]/u.test(words)))
}

function restOf(lines: readonly string[], at: number): string[] {
  return lines
    .slice(at + 1, at + 30)
    .map((line) => line.trim())
    .filter(Boolean)
}

function countRest(lines: readonly string[], at: number): number {
  return restOf(lines, at).length
}
