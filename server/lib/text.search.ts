import { isStemmed, stem, stemmedLanguages } from './text.stem.ts'
import { beyondAscii, fold, UNSPACED } from './text.ts'

/**
 * Search in any language without a dictionary in the database. What is indexed:
 * words and their stems; runs of scripts without spaces as single characters and pairs; ids whole and by parts.
 * PostgreSQL's own parser never sees the text: tokens go in by `array_to_tsvector`, queries by a `::tsquery` cast.
 */

const run = new RegExp(
  `([${UNSPACED}]+)|((?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+(?:[-_./@'#+:&](?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+)*)`,
  'gu',
)
const asciiRun = /[a-z0-9]+(?:[-_./@'#+:&][a-z0-9]+)*/g
const joiner = /[-_./@'#+:&]/

/** Longer tokens are cut: PostgreSQL refuses lexemes over 2,046 bytes, and nobody types them. */
const LONGEST = 64

/** A tsvector may hold one megabyte; a mail with more different words than this is no letter. */
const MOST_TOKENS = 20_000

/**
 * The different tokens under which a text is found, in order of first appearance.
 * Store them with `array_to_tsvector($1::text[])`.
 *
 * @param language ISO 639-1 code; decides the stemmer. Unknown languages are indexed without stems.
 */
export function searchTokens(text: string, language: string | undefined = 'en'): string[] {
  const tokens = new Set<string>()
  const stemmer = isStemmed(language) ? language : undefined
  const addWord = (word: string): void => {
    tokens.add(word)
    if (stemmer && word.length > 4) tokens.add(stem(word, stemmer))
  }
  for (const chunk of chunks(text)) {
    if (tokens.size >= MOST_TOKENS) break
    if (chunk.unspaced) {
      for (const token of grams(chunk.text)) tokens.add(token)
    } else {
      for (const form of spacedForms(chunk.text)) addWord(form)
    }
  }
  return [...tokens]
}

interface Chunk {
  text: string
  unspaced: boolean
}

function* chunks(text: string): Generator<Chunk> {
  const folded = fold(text)
  if (!beyondAscii.test(folded)) {
    for (const [match] of folded.matchAll(asciiRun)) yield { text: match, unspaced: false }
    return
  }
  for (const [match, unspaced] of folded.matchAll(run)) yield { text: match, unspaced: unspaced !== undefined }
}

/** "112-1234567-7654321" → itself, without its joiners, and its three parts; a plain word → itself. */
function spacedForms(chunk: string): string[] {
  if (!joiner.test(chunk)) return [chunk.slice(0, LONGEST)]
  const parts = chunk.split(joiner)
  const joined = parts.join('')
  const forms = chunk.length <= LONGEST ? [chunk, joined, ...parts] : parts
  return forms.map((form) => form.slice(0, LONGEST))
}

/** Single characters and pairs: 退货了 → 退, 货, 了, 退货, 货了. */
function grams(text: string): string[] {
  const characters = Array.from(text)
  const tokens = [...characters]
  for (let index = 1; index < characters.length; index++) tokens.push(`${characters[index - 1]}${characters[index]}`)
  return tokens
}

/** Words too common to be worth asking for; they only make a query miss a mail that says it otherwise. */
const common = new Set(
  (
    'a an and are as at be but by do for from has have i in is it my not of on or so that the this to was we with you your ' +
    'der die das und ist ich mein nicht ein eine den dem mit zu le la les de des et un une je mon ne pas il lo gli e di ' +
    'che un una mi el los las y en que no de het een en ik mijn niet van och jag min inte att det som i na nie to w z ' +
    '的 了 吗 呢 吧 啊 是 我 你 の は が を に で と も です ます'
  ).split(' '),
)

/** More terms than this are a pasted letter, not a search. */
const MOST_TERMS = 32

/**
 * A search as typed, in the language of PostgreSQL's `tsquery`; cast it with `$1::tsquery`.
 * All words must occur, in any order and inflection. "Quoted text" keeps its pairs together, `-word` excludes.
 * Whatever is typed, the result is valid: each token is quoted.
 *
 * @param options.prefix the last word may be unfinished (search while typing)
 * @returns null when there is nothing to search for
 */
export function searchQuery(text: string, options: { prefix?: boolean } = {}): string | null {
  const terms = typedTerms(text).slice(0, MOST_TERMS)
  const telling = terms.filter((term) => !common.has(term.text))
  const wanted = telling.some((term) => !term.excluded) ? telling : terms
  const last = wanted.findLast((term) => !term.excluded)
  if (!last) return null
  return wanted.map((term) => termQuery(term, options.prefix === true && term === last)).join(' & ')
}

interface Term extends Chunk {
  excluded: boolean
}

function typedTerms(text: string): Term[] {
  const terms: Term[] = []
  for (const [, minus, quoted, plain] of text.matchAll(/(?<!\S)(-?)(?:["“„«「]([^"”“»」]+)["”“»」]|(\S+))/gu)) {
    const excluded = minus === '-' && terms.length > 0
    for (const chunk of chunks(quoted ?? plain ?? '')) {
      if (!chunk.unspaced || quoted !== undefined) terms.push({ ...chunk, excluded })
      else for (const word of segmentedWords(chunk.text)) terms.push({ text: word, unspaced: true, excluded })
    }
  }
  return terms
}

let segmenter: Intl.Segmenter | undefined

/**
 * 退货地址 → 退货, 地址: asked for apart, since a buyer may write them in another order.
 * Single characters that stand together stay together: they are mostly a word that the dictionary lacks.
 */
function segmentedWords(text: string): string[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' })
  const found: string[] = []
  let singles = ''
  for (const { segment } of segmenter.segment(text)) {
    if (Array.from(segment).length === 1 && !common.has(segment)) singles += segment
    else {
      found.push(singles, segment)
      singles = ''
    }
  }
  return [...found, singles].filter((word) => word !== '')
}

function termQuery(term: Term, unfinished: boolean): string {
  const query = term.unspaced ? pairsQuery(term.text) : formsQuery(term.text, unfinished)
  return term.excluded ? `!${query}` : query
}

function pairsQuery(text: string): string {
  const characters = Array.from(text)
  if (characters.length === 1) return quote(text)
  const pairs = characters.slice(1).map((character, index) => quote(`${characters[index]}${character}`))
  return pairs.length === 1 ? pairs.join('') : `(${pairs.join(' & ')})`
}

/** The word as typed or any stem of it: the language of a query of one or two words cannot be known. */
function formsQuery(chunk: string, unfinished: boolean): string {
  const whole = chunk.slice(0, LONGEST)
  const alternatives = [unfinished ? `${quote(whole)}:*` : quote(whole)]
  if (joiner.test(chunk)) {
    const parts = chunk.split(joiner).map((part) => part.slice(0, LONGEST))
    alternatives.push(quote(parts.join('').slice(0, LONGEST)), `(${parts.map(quote).join(' & ')})`)
  } else {
    const stems = new Set(stemmedLanguages.map((language) => stem(whole, language)))
    for (const form of stems) if (form !== whole) alternatives.push(quote(form))
  }
  return alternatives.length === 1 ? alternatives.join('') : `(${alternatives.join(' | ')})`
}

function quote(token: string): string {
  return `'${token.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
