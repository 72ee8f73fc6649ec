import type { Sentence } from '../../lib/text.reading.ts'

/**
 * Saying the same thing three times is how one shouts where there are no capitals: 差评差评差评, 退钱！退钱！退钱！, 早く早く早く,
 * and "refund refund refund" elsewhere. Numbers, single letters, and words of courtesy or laughter are no such shouts.
 */
const TIMES = 3
/** Characters of the longest thing that is repeated in scripts without spaces. */
const LONGEST = 6
const harmless = new Set(
  'ha hah haha he hehe hi ho bye thanks thank danke merci grazie gracias bedankt tack tak dzieki please bitte very really so many no yes ok okay bla 哈 呵 嘿 嘻 谢谢 好 好的 嗯 哦 是 对 看看 试试 拜拜 天天 个个 人人 はい どうも ありがとう いや ねえ'.split(
    ' ',
  ),
)

/** What is said three times in a row in a sentence, as written, or undefined. */
export function repeatedIn({ text, tokens }: Sentence): string | undefined {
  for (let from = 0; from < tokens.length; from++) {
    const unspaced = tokens[from]?.unspaced === true
    for (let size = unspaced ? 2 : 1; size <= (unspaced ? LONGEST : 2); size++) {
      if (from + size * TIMES > tokens.length) break
      const [first, last] = [tokens[from], tokens[from + size * TIMES - 1]]
      if (!first || !last || !isRepeated(tokens, from, size)) continue
      if (isSaid(tokens.slice(from, from + size), unspaced)) return text.slice(first.start, last.end)
    }
  }
  return undefined
}

function isRepeated(tokens: Sentence['tokens'], from: number, size: number): boolean {
  for (let at = from + size; at < from + size * TIMES; at++) {
    if (tokens[at]?.word !== tokens[at - size]?.word) return false
  }
  return true
}

function isSaid(tokens: Sentence['tokens'], unspaced: boolean): boolean {
  const said = tokens.map(({ word }) => word).join(unspaced ? '' : ' ')
  if ((said.match(/\p{L}/gu)?.length ?? 0) < 2 || harmless.has(said) || tokens.some(({ word }) => harmless.has(word)))
    return false
  return !unspaced || new Set(tokens.map(({ word }) => word)).size > 1
}

/** The sentence that a letter says three times in a row, or undefined. */
export function repeatedSentence(sentences: readonly Sentence[]): string | undefined {
  const plain = sentences.map(({ tokens }) => tokens.map(({ word }) => word).join(' '))
  const at = plain.findIndex(
    (words, index) =>
      words === plain[index + 1] && words === plain[index + 2] && isSaid(sentences[index]?.tokens ?? [], false),
  )
  return sentences[at]?.text
}
