import { simplify } from './text.han.ts'

/** Characters of scripts that put no space between words: Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese. */
export const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}々〆ー'

// So many closing marks at most: without an end to them each is looked back at from every later one.
const sentenceEnd = /(?<=[.!?…]["'”’»)\]]{0,4})\s+|(?<=[。！？｡．][」』”’）]{0,4})(?![。！？｡．」』”’）])|[\n\r]+/u
const wordPattern = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu

/** Sentences as a reader would count them, with their end marks: split after end marks and at line breaks. */
export function sentences(text: string): string[] {
  return text
    .split(sentenceEnd)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** Words of letters, an apostrophe inside kept. Scripts without spaces give one word for each run. */
export function words(text: string): string[] {
  return text.match(wordPattern) ?? []
}

export const beyondAscii = /[^\p{ASCII}]/u
const combiningMarks = /[\u0300-\u036f]+/g
const letterForms: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  '’': "'",
  '‘': "'",
  ʼ: "'",
}
const letterFormPattern = new RegExp(`[${Object.keys(letterForms).join('')}]`, 'g')
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g

/**
 * The text as it is compared: small letters, half width, without diacritics, simplified Chinese, curly apostrophes
 * straight, invisible characters gone. Kana keep their voicing marks (か and が are different words).
 */
export function fold(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase()
  const bare = text.replace(invisible, '').normalize('NFKD').replace(combiningMarks, '').normalize('NFC').toLowerCase()
  return simplify(bare.replace(letterFormPattern, (letter) => letterForms[letter] ?? letter))
}

/**
 * The first words of a text on one line, cut at a word where possible, for showing as a quotation.
 *
 * @param limit characters at most, the ellipsis included
 */
export function excerpt(text: string, limit = 160): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  const characters = Array.from(line)
  if (characters.length <= limit) return line
  const cut = characters.slice(0, limit - 1).join('')
  const space = cut.lastIndexOf(' ')
  return `${space > limit / 2 ? cut.slice(0, space) : cut}…`
}
