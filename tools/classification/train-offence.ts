import { writeFileSync } from 'node:fs'
import { offenceLanguages, offenceOf } from '../../server/modules/classification/rules.offence.ts'
import { macroF1, readOffenceSet } from '../../tests/measures/offence-sets.ts'
import { calmRows, foldsOf, trainOffence } from './offence-training.ts'

/**
 * Trains the models that see insults without a swear word and writes them into starter/. The sets lie beside the project
 * (COLD, Apache-2.0; GermEval 2018, CC BY 4.0; NOTICE).
 *
 *   node tools/classification/train-offence.ts [--judge]
 *
 * `--judge` writes nothing: it shows what five-fold cross-validation inside the training sets gives at each threshold.
 */
for (const language of offenceLanguages) {
  if (process.argv.includes('--judge')) {
    const judged: { probability: number; isOffensive: boolean }[] = []
    for await (const { model, held } of foldsOf(language))
      for (const { text, isOffensive } of held)
        judged.push({ probability: offenceOf(model, text, language), isOffensive })
    for (const sure of [0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7]) {
      const verdicts = judged.map(({ probability, isOffensive }) => ({ said: probability >= sure, is: isOffensive }))
      const right = verdicts.filter(({ said, is }) => said === is).length / verdicts.length
      console.log(`${language} at ${sure}: accuracy ${right.toFixed(4)}, macro-F1 ${macroF1(verdicts).toFixed(4)}`)
    }
    continue
  }
  const packed = trainOffence([...readOffenceSet(language, 'train'), ...(await calmRows(language))], language)
  const text = `${JSON.stringify(packed)}\n`
  writeFileSync(new URL(`../../server/modules/classification/starter/offence.${language}.json`, import.meta.url), text)
  console.log(`${language}: ${Math.round(text.length / 1024)} kB`)
}
