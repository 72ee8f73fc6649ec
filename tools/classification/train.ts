import { writeFileSync } from 'node:fs'
import { trainIntents, trainShipped } from '../../server/modules/classification/index.ts'

/**
 * Trains the classifiers that the desk ships with from the phrases in starter/ and writes them beside them.
 * Run after any change of examples.json, bitext.json, concepts.json, intent-examples.json, intent-phrases.json or of the
 * features:
 * node tools/classification/train.ts
 */
const starter = new URL('../../server/modules/classification/starter/', import.meta.url)
for (const [name, model] of [
  ['model.json', await trainShipped()],
  ['intent-model.json', await trainIntents()],
] as const) {
  writeFileSync(new URL(name, starter), `${JSON.stringify(model)}\n`)
  console.log(`${name}: ${model.labels.length} labels, version ${model.version}`)
}
