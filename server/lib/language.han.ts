import type { LanguageGuess } from './language.ts'

/**
 * Chinese or Japanese. Kana decide at once. Without them the characters themselves do: 们 stands in no Japanese
 * character set, 円 in no Chinese one. The sets are those of the old national encodings, which every runtime carries.
 */
interface CharacterSets {
  /** JIS X 0208 level 1: the kanji of everyday Japanese. */
  readonly japanese: ReadonlySet<string>
  /** GB 2312: simplified Chinese. */
  readonly simplified: ReadonlySet<string>
  /** Big5 level 1: traditional Chinese in common use. */
  readonly traditional: ReadonlySet<string>
}

let sets: CharacterSets | undefined

function characterSets(): CharacterSets {
  sets ??= {
    japanese: charactersOf('euc-jp', 0xb0, 0xcf, 0xa1),
    simplified: charactersOf('gbk', 0xb0, 0xf7, 0xa1),
    traditional: charactersOf('big5', 0xa4, 0xc6, 0x40),
  }
  return sets
}

function charactersOf(encoding: string, firstLead: number, lastLead: number, firstTrail: number): Set<string> {
  const decoder = new TextDecoder(encoding)
  const characters = new Set<string>()
  for (let lead = firstLead; lead <= lastLead; lead++) {
    for (let trail = firstTrail; trail <= 0xfe; trail++) {
      const [character, more] = decoder.decode(new Uint8Array([lead, trail]))
      if (character !== undefined && more === undefined) characters.add(character)
    }
  }
  return characters
}

/** Words that Chinese cannot do without and Japanese does not use, in both scripts. */
const chineseWords = new Set(
  '的了是在我你他她们們这這那哪很吗嗎呢吧啊也都把被让讓给給没沒还還说說么麼什您它着过過会會对對个個为為从從与與',
)

/** Words of shopping that only Japanese writes so; a subject line of four characters has nothing else to tell by. */
const japaneseWords = /返品|返金|注文|領収|発送|到着|不良品|弊社|御中|返信|届|様$|円/gu

/** A buyer writes "iPhone15手机壳坏了": the letters of product names must not outvote the sentence. */
const LETTERS_PER_CHARACTER = 3

/** The language when the text is written in Chinese characters or kana, else undefined. */
export function hanLanguage(text: string, latin: number, expected: readonly string[]): LanguageGuess | undefined {
  const han = text.match(/\p{Script=Han}/gu) ?? []
  const kana = text.match(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.filter((sign) => sign !== 'ー') ?? []
  const own = han.length + kana.length
  if (own === 0 || own * LETTERS_PER_CHARACTER < latin) return undefined
  // A Chinese letter may name a Japanese product in kana; a Japanese one cannot do with so few.
  if (kana.length > 0 && kana.length * 12 >= han.length) return { language: 'ja', confidence: 0.99 }

  const { japanese, simplified, traditional } = characterSets()
  const foreign = (set: ReadonlySet<string>): number => han.filter((character) => !set.has(character)).length
  const words = han.filter((character) => chineseWords.has(character)).length
  const againstJapanese = foreign(japanese) + words / 2
  const againstChinese =
    Math.min(foreign(simplified), foreign(traditional)) + (text.match(japaneseWords)?.length ?? 0) / 2
  const tie = againstJapanese === againstChinese
  const language = tie ? (expected.includes('ja') ? 'ja' : 'zh') : againstJapanese < againstChinese ? 'ja' : 'zh'
  const lead = Math.abs(againstJapanese - againstChinese)
  return { language, confidence: tie ? 0.5 : Math.min(0.99, 0.6 + 0.1 * lead) }
}
