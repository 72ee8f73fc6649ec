import type { PhraseClass, PhraseRow } from './schema.findings.ts'

/** Where in a text a phrase stands. */
export interface PhraseHit {
  readonly class: PhraseClass
  readonly pattern: string
  readonly start: number
  readonly end: number
}

/** A list of phrases made ready for one language and kind of marketplace. */
export interface PhraseBook {
  find(text: string): PhraseHit[]
  /** The patterns of one class as they are written, such as the hosts of `allowed-link`. */
  written(of: PhraseClass): readonly string[]
}

const notSearched: readonly PhraseClass[] = ['allowed-link']

/**
 * Makes the phrases of a letter's language (and of every language, `*`) ready for searching. English is always among
 * them: its words stand in letters of every language.
 */
export function openPhraseBook(
  rows: readonly PhraseRow[],
  language: string | null,
  marketplaceKind: string,
): PhraseBook {
  const mine = rows.filter(
    (row) =>
      (row.language === '*' || row.language === 'en' || row.language === language) &&
      (row.marketplaces.length === 0 || row.marketplaces.includes(marketplaceKind)),
  )
  const searched = mine
    .filter((row) => !notSearched.includes(row.class))
    .map((row) => ({ row, anchors: anchorsOf(row.pattern) }))
  return {
    find(text) {
      const plain = plainly(text)
      // Building an expression costs a hundred times more than looking for a word, and most phrases are not in a letter.
      return searched
        .filter(({ anchors }) => anchors.some((anchor) => plain.includes(anchor)))
        .flatMap(({ row }) =>
          [...text.matchAll(new RegExp(expressionOf(row.pattern), 'giu'))].map((match) => ({
            class: row.class,
            pattern: row.pattern,
            start: match.index,
            end: match.index + match[0].length,
          })),
        )
    },
    written: (of) => mine.filter((row) => row.class === of).map((row) => row.pattern),
  }
}

/** Why a phrase cannot be used; null when it can. */
export function phraseFault(pattern: string): 'empty' | 'too-wide' | 'brackets' | null {
  const bare = pattern.replace(/[\s…*|()]/gu, '')
  if (bare.length < 2) return 'empty'
  if ((pattern.match(/…/gu) ?? []).length > 2) return 'too-wide'
  return /\([^()]*\(|^[^(]*\)|\([^)]*$/u.test(pattern) ? 'brackets' : null
}

const plainly = (text: string): string => text.toLowerCase().replace(/’/g, "'").replace(/\s+/g, ' ')

/** Words of which one at least stands in every text that the phrase matches. */
function anchorsOf(pattern: string): string[] {
  const groups = pattern.match(/\([^()]*\)/gu) ?? []
  const outside = pattern.replace(/\([^()]*\)/gu, '…').split(/[…*]/u)
  const longest = (parts: readonly string[]) =>
    parts.map((part) => plainly(part).trim()).sort((one, other) => other.length - one.length)[0] ?? ''
  const literal = longest(outside)
  if (literal.length >= 3 || groups.length === 0) return [literal]
  const alternatives = groups.map((group) =>
    group
      .slice(1, -1)
      .split('|')
      .map((part) => longest(part.split(/[…*]/u))),
  )
  const sure = alternatives.filter((words) => words.every((word) => word !== ''))
  return sure.sort((one, other) => shortest(other) - shortest(one))[0] ?? [literal]
}

const shortest = (words: readonly string[]): number => Math.min(...words.map((word) => word.length))

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
const spacedGap = String.raw`(?:\s+[^\s.!?;:]+){0,4}?\s+`
const unspacedGap = '[^。！？\\n]{0,12}?'

/**
 * The expression of a phrase. A phrase is plain words: `*` ends a word openly, `(a|b)` is one of several, ` … ` stands
 * for up to four words (in Japanese and Chinese for up to twelve characters). Every repetition is bounded, so that no
 * phrase a person writes can make a search slow (ENGINEERING S12).
 */
export function expressionOf(pattern: string): string {
  const hasSpaces = !unspaced.test(pattern)
  const inner = pattern
    .trim()
    .split(/\s*(…)\s*/u)
    .map((part) => (part === '…' ? (hasSpaces ? spacedGap : unspacedGap) : part.replace(/./gsu, symbol)))
    .join('')
    .replace(/ +/g, String.raw`\s+`)
  return hasSpaces ? String.raw`(?<![\p{L}\p{N}])(?:${inner})(?![\p{L}\p{N}])` : `(?:${inner})`
}

function symbol(character: string): string {
  if (character === '(') return '(?:'
  if (character === ')' || character === '|' || character === ' ') return character
  if (character === '*') return String.raw`[\p{L}\p{M}]{0,20}`
  if (character === "'" || character === '’') return "['’]"
  return /[\\^$.+?[\]{}/]/u.test(character) ? `\\${character}` : character
}
