import type { Model } from '../../server/lib/softmax.ts'
import { read } from '../../server/lib/text.reading.ts'
import { findOffence } from '../../server/modules/classification/rules.offence.ts'
import {
  findProfanity,
  makeProfanityBooks,
  type ProfanityBooks,
} from '../../server/modules/classification/rules.profanity.ts'
import { offenceModel, readShipped } from '../../server/modules/classification/starter/shipped.ts'
import { type Figure, hasShared, readShared, readSharedCsv, share } from './labelled-texts.ts'
import { macroF1, readOffenceSet, type Verdict } from './offence-sets.ts'
import { foldsOf } from './offence-training.ts'

/** What a text's words and a model make of it, as a letter's tone is heard (rules.tone.ts). */
interface Heard {
  readonly rude: boolean
  readonly offensive: boolean
}

/**
 * Profanity and offence on labelled texts that nobody of this project wrote (issue "returns", deliverable 4).
 *
 * @param folds of five that cross-validate the German model: its set has no part that it was not trained on
 */
export async function measureTone(folds = 5): Promise<Figure[]> {
  if (!hasShared) return []
  const books = makeProfanityBooks(await readShipped('profanity'))
  const shipped = (text: string, language: string) => hear(books, offenceModel, text, language)
  return [
    ...bitext('train', shipped),
    ...bitext('dev', shipped),
    ...reviews(shipped),
    severeWords(shipped),
    chinese(shipped),
    await german(books, folds),
  ]
}

type Ear = (text: string, language: string) => Heard

function hear(
  books: ProfanityBooks,
  models: (language: string) => Model | undefined,
  text: string,
  language: string,
): Heard {
  const sentences = read(text)
  const hits = sentences.map((sentence) => findProfanity(books, sentence, language))
  return {
    rude: hits.some((hit) => hit !== undefined),
    offensive: hits.some((hit) => hit?.meaning === 'strong') || findOffence(models, sentences, language) !== undefined,
  }
}

function bitext(part: string, ear: Ear): Figure[] {
  const rows = readSharedCsv(`bitext/${part}.csv`).map(({ utterance = '', tags = '' }) => ({
    said: ear(utterance, 'en').rude,
    is: tags.includes('W'),
  }))
  const hits = rows.filter(({ said, is }) => said && is).length
  return [
    share(`Bitext ${part}, tag W: precision`, hits, rows.filter(({ said }) => said).length, 99),
    share(`Bitext ${part}, tag W: recall`, hits, rows.filter(({ is }) => is).length, 99),
  ]
}

/** Real sentences of buyers, hardly one of which swears: each alarm counts as false. */
function reviews(ear: Ear): Figure[] {
  const files = { EN: 'en', DE: 'de', JP: 'ja' }
  return Object.entries(files).flatMap(([file, language]) => {
    const heard = readShared(`amazon-reviews-amcd/${file}_valid.tsv`)
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => ear(line.split('\t')[0] ?? '', language))
    const quiet = (of: keyof Heard) => heard.filter((one) => !one[of]).length
    return [
      share(`Amazon reviews ${file} without a profanity alarm`, quiet('rude'), heard.length, 99),
      share(`Amazon reviews ${file} not called offensive`, quiet('offensive'), heard.length, 99),
    ]
  })
}

function severeWords(ear: Ear): Figure {
  const words = readSharedCsv('surge-profanity/profanity_en.csv').filter(
    ({ severity_description }) => severity_description === 'Severe',
  )
  return share('severe words of Surge', words.filter(({ text = '' }) => ear(text, 'en').rude).length, words.length, 80)
}

function chinese(ear: Ear): Figure {
  const rows = readOffenceSet('zh', 'dev')
  const right = rows.filter(({ text, isOffensive }) => ear(text, 'zh').offensive === isOffensive).length
  return share('COLD dev: accuracy', right, rows.length, 82)
}

async function german(books: ProfanityBooks, folds: number): Promise<Figure> {
  const verdicts: Verdict[] = []
  for await (const { model, held } of foldsOf('de', folds)) {
    for (const { text, isOffensive } of held)
      verdicts.push({ said: hear(books, () => model, text, 'de').offensive, is: isOffensive })
  }
  const name = `GermEval 2018, offensive: macro-F1, ${folds} of 5 folds held out`
  return { what: name, value: Math.round(macroF1(verdicts) * 10_000) / 100, of: verdicts.length, target: 70 }
}
