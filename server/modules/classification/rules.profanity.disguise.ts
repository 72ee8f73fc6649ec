import { findPhrases } from '../../lib/text.phrases.ts'
import { type Sentence, tokensOf } from '../../lib/text.reading.ts'
import { fold } from '../../lib/text.ts'
import type { ProfanityBook, ProfanityHit, Rudeness } from './rules.profanity.ts'

/** Looks a spelling up as if it had been written plainly. */
type LookUp = (book: ProfanityBook, sentence: Sentence) => ProfanityHit[]

/** Letters that stand for others. A digit 1 is read as i first, then as l. */
const signs: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '6': 'g', '7': 't', '8': 'b', '9': 'g' },
  ...{ '@': 'a', $: 's', '!': 'i', '|': 'l', '+': 't', '€': 'e', '£': 'l', '¡': 'i' },
}
/** Letters of other scripts that look like Latin ones: first Cyrillic, then Greek and others. */
const lookalikes: Readonly<Record<string, string>> = {
  ...{ а: 'a', е: 'e', о: 'o', с: 'c', р: 'p', х: 'x', у: 'y', к: 'k', і: 'i', ѕ: 's', һ: 'h', ј: 'j', ԁ: 'd' },
  ...{ т: 't', м: 'm', в: 'b', н: 'h', г: 'r', ԛ: 'q', ԝ: 'w', ѵ: 'v', ь: 'b', и: 'u', п: 'n' },
  ...{ α: 'a', ε: 'e', ο: 'o', υ: 'u', κ: 'k', ι: 'i', ρ: 'p', τ: 't', ν: 'v', χ: 'x', η: 'n', σ: 'o', ς: 's', μ: 'u' },
  ...{ ɡ: 'g', ɑ: 'a', ɩ: 'i', ƒ: 'f', ʃ: 's', ϲ: 'c', ϳ: 'j', ᴀ: 'a', ʙ: 'b', ᴄ: 'c', ᴅ: 'd', ᴇ: 'e', ꜰ: 'f' },
  ...{ ɢ: 'g', ʜ: 'h', ɪ: 'i', ᴊ: 'j', ᴋ: 'k', ʟ: 'l', ᴍ: 'm', ɴ: 'n', ᴏ: 'o', ᴘ: 'p', ʀ: 'r', ᴛ: 't', ᴜ: 'u', ᴡ: 'w' },
}
const sign = new RegExp(`[${Object.keys(signs).join('')}]`, 'gu')
const lookalike = new RegExp(`[${Object.keys(lookalikes).join('')}]`, 'gu')

const chunkPattern = /[^\s,;:()"“”«»]+/gu
const LONGEST = 24

/** Rude words whose letters were changed so that a list would not see them. */
export function* disguisedHits(book: ProfanityBook, sentence: Sentence, lookUp: LookUp): Generator<ProfanityHit> {
  for (const match of sentence.text.matchAll(chunkPattern)) {
    const written = match[0].slice(0, LONGEST + 8).replace(/[.!?…'’]+$/u, '')
    if (written.length < 2 || written.length > LONGEST) continue
    const found = unmask(book, written) ?? uncover(book, written, lookUp)
    if (found) yield { meaning: found, start: match.index, end: match.index + written.length, quote: written }
  }
  yield* spelledOut(book, sentence, lookUp)
  yield* tornApart(book, sentence)
}

const mask = /[*#%•_×✱∗＊]/gu
const endings = ['', 's', 'y', 'ed', 'er', 'ing', 'e', 'en']

/** f**k, sh*t, f***ing, f*ck*ng: the letters that are left fit a rude word of the same length. */
function unmask(book: ProfanityBook, written: string): Rudeness | undefined {
  if (!/[*#%•_×✱∗＊]/u.test(written)) return undefined
  const word = plainLetters(fold(written))
  if (!/^[a-z][a-z*#%•_×✱∗＊]*$/u.test(word)) return undefined
  if (word.replace(mask, '').length < (word.length > 4 ? 2 : 1)) return undefined
  const pattern = new RegExp(`^${word.replace(mask, '[a-z]')}$`)
  const fits = book.plain.some((rude) => endings.some((ending) => pattern.test(rude + ending)))
  return fits ? 'strong' : undefined
}

/** sh1t, @sshole, fuuuck, fυck, phukk: read with other letters, without repeated ones, or as it sounds. */
function uncover(book: ProfanityBook, written: string, lookUp: LookUp): Rudeness | undefined {
  const word = plainLetters(fold(written))
  // A55 is a telephone, not an insult: there must be more letters than figures.
  if (/\d{3}|\.\w/u.test(word) || count(word, /[a-z]/gu) <= count(word, /\d/gu)) return undefined
  for (const spelling of spellingsOf(word, written)) {
    const [hit] = lookUp(book, sentenceOf(spelling))
    if (hit?.start === 0) return hit.meaning
  }
  if (!book.sounds) return undefined
  const letters = signLetters(word)
  const sound = soundOf(letters)
  if (sound === letters && letters === word) return undefined
  return findPhrases(book.sounds, sentenceOf(sound)).find(({ start }) => start === 0)?.meaning
}

function spellingsOf(word: string, written: string): Set<string> {
  const spellings = new Set<string>()
  const letters = signLetters(word)
  if (letters !== fold(written)) spellings.add(letters).add(signLetters(word.replaceAll('1', 'l')))
  if (/(.)\1\1/u.test(letters))
    spellings.add(letters.replace(/(.)\1{2,}/gu, '$1')).add(letters.replace(/(.)\1{2,}/gu, '$1$1'))
  if (letters.length >= 5 && /([aeiou])\1/u.test(letters)) spellings.add(letters.replace(/([aeiou])\1+/gu, '$1'))
  return spellings
}

function sentenceOf(text: string): Sentence {
  return { text, tokens: tokensOf(text) }
}

function plainLetters(word: string): string {
  return word.replace(lookalike, (letter) => lookalikes[letter] ?? letter)
}

function signLetters(word: string): string {
  return word.replace(sign, (letter) => signs[letter] ?? letter)
}

/** One spelling for what English readers pronounce alike: phukk, fucc and fuk; niggaz and niggas. */
function soundOf(word: string): string {
  return word
    .replaceAll('ph', 'f')
    .replace(/[ckq](?!h)/gu, 'k')
    .replace(/f[vx](?=k)/gu, 'fu')
    .replaceAll('z', 's')
    .replace(/([b-df-hj-np-tv-z])\1+/gu, '$1')
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

const lettersApart = /(?<![\p{L}\p{N}])[\p{L}\d@$](?:[ .\-_*·,/~|]{1,2}[\p{L}\d@$])+(?![\p{L}\p{N}])/gu

/** s h i t, f.u.c.k, s-h-1-t: single letters with signs between them. */
function* spelledOut(book: ProfanityBook, sentence: Sentence, lookUp: LookUp): Generator<ProfanityHit> {
  for (const match of sentence.text.matchAll(lettersApart)) {
    if (match[0].length < 5) continue
    const joined = plainLetters(fold(match[0].replace(/[^\p{L}\d@$]/gu, '')))
    const word = signLetters(joined)
    const rude =
      lookUp(book, sentenceOf(word)).length > 0 || book.plain.some((plain) => plain.length >= 4 && word.includes(plain))
    if (rude) yield { meaning: 'strong', start: match.index, end: match.index + match[0].length, quote: match[0] }
  }
}

/** sh it, fu ck: a word torn in two, of which one half has no vowel and so is none by itself. */
function* tornApart(book: ProfanityBook, { text, tokens }: Sentence): Generator<ProfanityHit> {
  for (let at = 1; at < tokens.length; at++) {
    const [first, second] = [tokens[at - 1], tokens[at]]
    if (!first || !second || first.word.length < 2 || second.word.length < 2 || first.unspaced) continue
    if (first.word.length + second.word.length > 12 || second.start - first.end > 2) continue
    if (/[aeiouy\d]/u.test(first.word) && /[aeiouy\d]/u.test(second.word)) continue
    if (!book.plain.includes(first.word + second.word)) continue
    yield { meaning: 'strong', start: first.start, end: second.end, quote: text.slice(first.start, second.end) }
  }
}
