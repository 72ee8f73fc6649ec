import { writeFileSync } from 'node:fs'
import { judgedOffence, shippedOffence } from '../../tests/measures/offence-training.ts'

/**
 * Trains the models that see insults without a swear word and writes them into starter/. The sets lie beside the project
 * (COLD, Apache-2.0; GermEval 2018, CC BY 4.0; NOTICE).
 *
 *   node tools/classification/train-offence.ts [--judge]
 *
 * `--judge` writes nothing: it shows what five-fold cross-validation inside the training sets gives at each threshold.
 */
const starter = new URL('../../server/modules/classification/starter/', import.meta.url)
if (process.argv.includes('--judge')) for await (const line of judgedOffence()) console.log(line)
else
  for await (const { language, file } of shippedOffence()) {
    writeFileSync(new URL(`offence.${language}.json`, starter), file)
    console.log(`${language}: ${Math.round(file.length / 1024)} kB`)
  }
