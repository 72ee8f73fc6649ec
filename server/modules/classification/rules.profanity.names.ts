import type { Sentence } from '../../lib/text.reading.ts'
import { fold } from '../../lib/text.ts'

/** What stands before a name: forms of address, greetings, and the words for from, by and with, in the desk's languages. */
const before = new Set(
  `mr mrs ms miss dr prof sir uncle aunt hi hello dear hey from by with thanks regards cheers sincerely yours for to and
  herr frau herrn familie firma dr von hallo liebe lieber an bei bij gruss grusse grussen m mme mlle monsieur madame bonjour cher chere
  de du chez cordialement signor signora sig gentile da di saluti sr sra senor senora don dona hola saludos meneer mevrouw
  dhr mevr beste van groet groeten hej fru fran halsningar pan pani panu od pozdrawiam in near aus nach bei a w z i och en y e et und`.split(
    /\s+/u,
  ),
)

/** Words that make an insult of what follows, however it is written: You Dick. */
const insulting = new Set(
  `you your u ur a the what such this that these those stupid big fat huge lying total complete little
  du ihr sie so ein eine der die das blode dumme tu vous quel quelle sale espece sei siete che un una eres sois que pinche
  jij je jullie wat een din din du era jestes ty wy co za`.split(/\s+/u),
)

const address =
  /^(?:mr|mrs|ms|dr|herr|frau|herrn|familie|firma|monsieur|madame|mme|signor|signora|sr|sra|senor|senora|meneer|mevrouw|dhr|mevr|pan|pani)$/u

/**
 * Whether a rude word is written as somebody's name: with a capital and small letters, and with a form of address, a
 * greeting or another name beside it, or alone on its line as in a signature.
 */
export function isName(sentence: Sentence, place: { readonly start: number; readonly end: number }): boolean {
  if (!isCapitalised(sentence.text.slice(place.start, place.end))) return false
  const at = sentence.tokens.findIndex(({ start }) => start === place.start)
  const [previous, next] = [sentence.tokens[at - 1], sentence.tokens[at + 1]]
  if (!previous && !next) return !/[!！]/u.test(sentence.text)
  if (previous && address.test(previous.word)) return true
  if (previous && insulting.has(previous.word)) return false
  if (previous && before.has(previous.word)) return true
  const beside = [previous, next].map((token) => token && sentence.text.slice(token.start, token.end))
  return beside.some((word) => word !== undefined && isCapitalised(word) && !insulting.has(fold(word)))
}

function isCapitalised(word: string): boolean {
  return /^\p{Lu}\p{Ll}+$/u.test(word)
}
