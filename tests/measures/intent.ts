import { bestOf, type Example, predict, randomFrom, shuffle, train } from '../../server/lib/softmax.ts'
import type { PhraseBook } from '../../server/lib/text.phrases.ts'
import { featuresOf } from '../../server/modules/classification/rules.features.ts'
import { conceptBooks } from '../../server/modules/classification/rules.shipped.ts'
import { readShipped } from '../../server/modules/classification/starter/shipped.ts'
import { type Figure, hasShared, readSharedCsv, share } from './labelled-texts.ts'

/** A text and its label. */
type Row = readonly [text: string, label: string]

/** The share of `rows` that a model trained on `examples` labels right. */
export function accuracy(concepts: PhraseBook<string>, examples: readonly Row[], rows: readonly Row[]): number {
  const model = train(examples.map(([text, label]): Example => ({ label, features: featuresOf(text, concepts) })))
  const right = rows.filter(
    ([text, label]) => bestOf(model, predict(model, featuresOf(text, concepts))).label === label,
  )
  return right.length
}

/** The first `count` examples of each label. */
function firstOf(rows: readonly Row[], count: number): Row[] {
  return [...Map.groupBy(rows, ([, label]) => label).values()].flatMap((all) => all.slice(0, count))
}

function shuffled(rows: readonly Row[], seed: number): Row[] {
  const order = [...rows]
  shuffle(order, randomFrom(seed))
  return order
}

/**
 * Bitext: trained on 10 examples of each of 27 intents, judged on the 810 of its dev split; the first ten, and the
 * mean over `draws` random tens.
 */
export async function measureBitext(draws = 3): Promise<Figure[]> {
  if (!hasShared) return []
  const concepts = await english()
  const rows = (split: string) =>
    readSharedCsv(`bitext/${split}.csv`).map(({ utterance = '', intent = '' }): Row => [utterance, intent])
  const [all, dev] = [rows('train'), rows('dev')]
  const first = accuracy(concepts, firstOf(all, 10), dev)
  const drawn = Array.from({ length: draws }, (_, draw) =>
    accuracy(concepts, firstOf(shuffled(all, draw + 1), 10), dev),
  )
  const sum = drawn.reduce((total, right) => total + right, 0)
  return [
    share('Bitext intent, first 10 examples each', first, dev.length, 90),
    ...(draws > 0
      ? [share(`Bitext intent, 10 drawn examples each, mean of ${draws}`, sum, dev.length * draws, 90)]
      : []),
  ]
}

/** banking77: trained on nine tenths of its train split, judged on the tenth held out. `folds` of ten are measured. */
export async function measureBanking(folds = 1): Promise<Figure[]> {
  if (!hasShared) return []
  const concepts = await english()
  const rows = shuffled(
    readSharedCsv('banking77/train.csv').map(({ text = '', category = '' }): Row => [text, category]),
    3,
  )
  let right = 0
  let judged = 0
  for (let fold = 0; fold < folds; fold++) {
    const held = rows.filter((_, index) => index % 10 === fold)
    right += accuracy(
      concepts,
      rows.filter((_, index) => index % 10 !== fold),
      held,
    )
    judged += held.length
  }
  return [share('banking77 intent, held-out tenth of train', right, judged, 90)]
}

async function english(): Promise<PhraseBook<string>> {
  const book = conceptBooks(await readShipped('concepts')).get('en')
  if (!book) throw new Error('the lexicon has no English')
  return book
}

/** Both, in the quick form that evidence shows. */
export async function measureIntent(): Promise<Figure[]> {
  return [...(await measureBitext()), ...(await measureBanking())]
}
