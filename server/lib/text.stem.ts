/**
 * Light stemming: takes inflection off a folded word, so that "returns", "returned" and "return" meet in a search.
 * It only has to be the same for the text and for the query; it need not find a word of the dictionary.
 */

/** Languages with a stemmer. */
export const stemmedLanguages = ['en', 'de', 'fr', 'it', 'es', 'nl', 'sv', 'pl', 'pt'] as const
export type StemmedLanguage = (typeof stemmedLanguages)[number]

function split(list: string): string[] {
  return list.split(' ')
}

/** Endings, longest first, of words without diacritics. */
const endings: Readonly<Record<StemmedLanguage, readonly string[]>> = {
  en: split('ements ement ments ment ings ing ies ied ers ed es er s y e'),
  de: split('erungen erung ungen ung erten erte ert eten ete est ern em en er es et te t e s n'),
  fr: split(
    'issements issement ements ement ations ation erons erez aient ions ees ent ant ais ait iez ee er ez ' +
      'es ir is it us ue e s x i u',
  ),
  it: split(
    'azioni azione amenti amento avano ando endo ata ate ati ato ita ito iti uto uta uti are ere ire ano ' +
      'ono iamo hi he a e i o',
  ),
  es: split(
    'aciones acion amientos amiento imientos imiento iendo ando aron ieron adas ados idas idos ada ado ' +
      'ida ido aba amos ar er ir es en an as os a e o s',
  ),
  nl: split('ingen ing den ten de te en er es d t e s n'),
  sv: split('arnas ernas orna arna erna aren ande ades ade ats ad at en et ar er or an as a e n t'),
  pl: split(
    'owania owanie enia enie ania anie alismy alem alam iami ami ach ego emu ych ymi ila ili ala ali owi ' +
      'om ow em ie ic ac il al ej ia iu a e i o u y',
  ),
  pt: split(
    'acoes acao amentos amento ando endo aram eram adas ados idas idos ada ado ida ido ar er ir ou ei oes ' +
      'ao as os es a e o s',
  ),
}

/** A stem shorter than this says too little. */
const SHORTEST = 4

/**
 * The stem of one folded word, or the word itself when nothing can be taken off.
 * "refunded" → "refund", "stopped" → "stop", "erstattungen" → "erstatt".
 */
export function stem(word: string, language: StemmedLanguage): string {
  if (word.length <= SHORTEST) return word
  for (const ending of endings[language]) {
    if (word.length - ending.length >= SHORTEST && word.endsWith(ending)) return undouble(word.slice(0, -ending.length))
  }
  return undouble(word)
}

/** "stopp" and "stop", "shipp" and "ship": a doubled last consonant is spelling, not meaning. */
function undouble(word: string): string {
  const last = word.charCodeAt(word.length - 1)
  const doubled = word.length > SHORTEST && last === word.charCodeAt(word.length - 2)
  return doubled && !'aeiou'.includes(word[word.length - 1] ?? '') ? word.slice(0, -1) : word
}

export function isStemmed(language: string | undefined): language is StemmedLanguage {
  return stemmedLanguages.some((known) => known === language)
}
