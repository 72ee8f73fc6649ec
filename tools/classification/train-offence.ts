import { writeFileSync } from 'node:fs'
import { packModel, unpackModel } from '../../server/lib/softmax.packed.ts'
import { type Example, type Model, randomFrom, shuffle, type Training, train } from '../../server/lib/softmax.ts'
import {
  type OffenceLanguage,
  offenceFeatures,
  offenceLanguages,
  offenceOf,
} from '../../server/modules/classification/rules.offence.ts'
import { readShipped } from '../../server/modules/classification/starter/shipped.ts'
import { type LabelledOffence, readOffenceSet } from '../../tests/measures/offence-sets.ts'

/**
 * Trains the models that see insults without a swear word and writes them into starter/. The sets lie beside the project
 * (COLD, Apache-2.0; GermEval 2018, CC BY 4.0; NOTICE) and are joined by our own calm phrases of buyers, so that a
 * model of forums and tweets learns how a customer writes.
 *
 *   node tools/classification/train-offence.ts [--judge]
 *
 * `--judge` writes nothing: it shows what five-fold cross-validation inside the training sets gives at each threshold.
 */
const training: Training = {
  epochs: 4,
  rate: 0.1,
  decay: 1e-5,
  smoothing: 0,
  rarity: 0.5,
  leastSeen: 2,
  seed: 7,
  odds: true,
  most: 100_000,
  unknown: 1,
}

/** Our own phrases are few beside the sets; so much more each of them counts. */
const OWN_WEIGHT = 3

const FOLDS = 5
/** Of what weighs less, there is much, and it decides nothing. */
const NOISE = 0.002

type Row = LabelledOffence & { readonly weight?: number }

async function examplesOf(language: OffenceLanguage): Promise<Row[]> {
  const own = Object.values(await readShipped('examples')).flatMap((byLanguage) => byLanguage[language] ?? [])
  const rows: Row[] = [
    ...readOffenceSet(language, 'train'),
    ...own.map((text) => ({ text, isOffensive: false, weight: OWN_WEIGHT })),
  ]
  shuffle(rows, randomFrom(training.seed))
  return rows
}

function trainOn(rows: readonly Row[], language: OffenceLanguage): Model {
  return train(
    rows.map(
      ({ text, isOffensive, weight }): Example => ({
        ...(weight !== undefined && { weight }),
        label: isOffensive ? 'offensive' : 'other',
        features: offenceFeatures(text, language),
      }),
    ),
    training,
  )
}

async function judge(language: OffenceLanguage): Promise<void> {
  const rows = await examplesOf(language)
  const judged: { probability: number; isOffensive: boolean }[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = rows.filter((_row, index) => index % FOLDS !== fold)
    const model = unpackModel(packModel(trainOn(held, language), 'judged', NOISE))
    for (const { text, isOffensive } of rows.filter((_row, index) => index % FOLDS === fold))
      judged.push({ probability: offenceOf(model, text, language), isOffensive })
  }
  for (const sure of [0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7]) {
    const count = (said: boolean, is: boolean) =>
      judged.filter(({ probability, isOffensive }) => probability >= sure === said && isOffensive === is).length
    const [hit, missed, alarm, quiet] = [count(true, true), count(false, true), count(true, false), count(false, false)]
    const f1 = ((2 * hit) / (2 * hit + missed + alarm) + (2 * quiet) / (2 * quiet + missed + alarm)) / 2
    const accuracy = (hit + quiet) / judged.length
    console.log(`${language} at ${sure}: accuracy ${accuracy.toFixed(4)}, macro-F1 ${f1.toFixed(4)}`)
  }
}

for (const language of offenceLanguages) {
  if (process.argv.includes('--judge')) {
    await judge(language)
    continue
  }
  const packed = packModel(trainOn(await examplesOf(language), language), 'offence 1', NOISE)
  const text = `${JSON.stringify(packed)}\n`
  writeFileSync(new URL(`../../server/modules/classification/starter/offence.${language}.json`, import.meta.url), text)
  console.log(`${language}: ${Math.round(text.length / 1024)} kB`)
}
