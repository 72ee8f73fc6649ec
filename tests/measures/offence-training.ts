import { packModel, unpackModel } from '../../server/lib/softmax.packed.ts'
import { type Example, type Model, type Training, train } from '../../server/lib/softmax.ts'
import {
  type OffenceLanguage,
  offenceFeatures,
  offenceLanguages,
  offenceOf,
} from '../../server/modules/classification/rules.offence.ts'
import { readShipped } from '../../server/modules/classification/starter/shipped.ts'
import { type LabelledOffence, macroF1, readOffenceSet } from './offence-sets.ts'

/** Chosen by cross-validation inside the training sets (node tools/classification/train-offence.ts --judge). */
const training: Training = {
  epochs: 4,
  rate: 0.15,
  decay: 1e-5,
  smoothing: 0,
  rarity: 0.5,
  leastSeen: 2,
  seed: 7,
  odds: true,
  most: 100_000,
  unknown: 2,
}

/** Our own phrases are few beside the sets; so much more each of them counts. */
const OWN_WEIGHT = 5
/** What weighs less than this share of the heaviest feature is left out of the shipped model. */
const NOISE = 0.002

/** A text with its verdict, and how much it counts. */
type OffenceRow = LabelledOffence & { readonly weight?: number }

/** The calm phrases of buyers that the desk ships with: a model of forums and tweets must learn how a customer writes. */
async function calmRows(language: OffenceLanguage): Promise<OffenceRow[]> {
  const own = Object.values(await readShipped('examples')).flatMap((byLanguage) => byLanguage[language] ?? [])
  return own.map((text) => ({ text, isOffensive: false, weight: OWN_WEIGHT }))
}

/** Trains a model as it ships: packed, and so with what packing loses. Deterministic. */
function trainOffence(rows: readonly OffenceRow[], language: OffenceLanguage) {
  const examples = rows.map(
    ({ text, isOffensive, weight }): Example => ({
      ...(weight !== undefined && { weight }),
      label: isOffensive ? 'offensive' : 'other',
      features: offenceFeatures(text, language),
    }),
  )
  return packModel(train(examples, training), 'offence 1', NOISE)
}

/** The parts of five-fold cross-validation: each with a model that has not seen what it is judged on. */
export async function* foldsOf(
  language: OffenceLanguage,
  wanted = 5,
): AsyncGenerator<{ readonly model: Model; readonly held: readonly LabelledOffence[] }> {
  const rows = readOffenceSet(language, 'train')
  const calm = await calmRows(language)
  for (let fold = 0; fold < wanted; fold++) {
    const seen = rows.filter((_row, index) => index % 5 !== fold)
    const held = rows.filter((_row, index) => index % 5 === fold)
    yield { model: unpackModel(trainOffence([...seen, ...calm], language)), held }
  }
}

/** The model of each language as it ships, as text of its file. */
export async function* shippedOffence(): AsyncGenerator<{ readonly language: OffenceLanguage; readonly file: string }> {
  for (const language of offenceLanguages) {
    const packed = trainOffence([...readOffenceSet(language, 'train'), ...(await calmRows(language))], language)
    yield { language, file: `${JSON.stringify(packed)}\n` }
  }
}

/** Accuracy and macro-F1 of cross-validation, 0 to 1, at each of several thresholds. */
export async function* judgedOffence(): AsyncGenerator<string> {
  for (const language of offenceLanguages) {
    const judged: { probability: number; isOffensive: boolean }[] = []
    for await (const { model, held } of foldsOf(language))
      for (const { text, isOffensive } of held)
        judged.push({ probability: offenceOf(model, text, language), isOffensive })
    for (const sure of [0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7]) {
      const verdicts = judged.map(({ probability, isOffensive }) => ({ said: probability >= sure, is: isOffensive }))
      const right = verdicts.filter(({ said, is }) => said === is).length / verdicts.length
      yield `${language} at ${sure}: accuracy ${right.toFixed(4)}, macro-F1 ${macroF1(verdicts).toFixed(4)}`
    }
  }
}
