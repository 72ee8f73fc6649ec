import { words } from '../../lib/text.ts'
import type { LetterLanguage } from './schema.ts'

/** Small words that hold a language together and are seldom borrowed. */
const smallWords: Readonly<Partial<Record<LetterLanguage, string>>> = {
  en: 'the and you your for with this that have has is are was will would not from our we please thank of to in it be been can if on at as by',
  de: 'der die das und ist nicht sie ihr ihre ihren ihrer ihnen wir uns unser für mit auf ein eine einen einer dem den des zu von bei im am es wenn werden wird haben bitte vielen dank nach aus oder noch bis',
  fr: 'le la les des une est pas vous votre vos nous notre pour avec dans sur que qui du au aux et ce cette cet ces à en il elle sont avons avez été merci si ou plus par',
  it: 'il lo gli della dello delle dei degli del nel nella una che non per con è sono suo sua suoi abbiamo ha ho le la di da al alla questo questa se più come anche sul entro grazie',
  es: 'el los las una que no por para con su sus del al es son está hemos ha he usted nos le lo de en y se más como si pero gracias este esta pedido cuando ya muy',
  nl: 'de het een en van is niet u uw wij ons onze voor met op dat die zijn wordt worden hebben heeft naar bij ook als maar aan te om er dan nog wel bedankt',
  pl: 'i w z na do nie się jest że to za od po przez są dla jak tego już oraz ale czy co tym przy był było będzie dziękujemy prosimy zamówienia państwa',
  sv: 'och att det är en ett som på för med av inte den vi du er din ditt har till om kan från så när vår våra ska eller tack de var men nu',
  pt: 'o os as um uma que não para com seu sua do da dos das no na é são está você nós por em ao mais como se foi pedido obrigado obrigada já ou quando também',
}

const lists = Object.entries(smallWords).map(
  ([language, list]) => [language as LetterLanguage, new Set(list.split(' '))] as const,
)

/**
 * The language a letter is written in, or null where that is not sure: too short, or two languages alike. It serves to
 * find letters sent in the wrong language, so it would rather say nothing than be wrong.
 */
export function languageOf(text: string): LetterLanguage | null {
  const bare = text.replace(/\[\[[^[\]]*\]\]|\{\{[^{}]*\}\}|https?:\S+/gu, ' ')
  const letters = bare.match(/\p{L}/gu)?.length ?? 0
  if (letters < 20) return null
  const kana = bare.match(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0
  const han = bare.match(/\p{Script=Han}/gu)?.length ?? 0
  if (kana + han > letters / 3) return kana > (kana + han) / 10 ? 'ja' : 'zh'
  const spoken = words(bare).map((word) => word.toLowerCase())
  const ranked = lists
    .map(([language, list]) => ({ language, hits: spoken.filter((word) => list.has(word)).length }))
    .sort((one, other) => other.hits - one.hits)
  const [best, second] = ranked
  if (!best || best.hits < 4 || best.hits < spoken.length / 8) return null
  return best.hits >= (second?.hits ?? 0) * 1.4 ? best.language : null
}
