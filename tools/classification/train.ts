import { writeFileSync } from 'node:fs'
import { trainShipped } from '../../server/modules/classification/index.ts'

/**
 * Trains the classifier that the desk ships with from the phrases in starter/ and writes it beside them.
 * Run after any change of examples.json, bitext.json, concepts.json or of the features:
 * node tools/classification/train.ts
 */
const target = new URL('../../server/modules/classification/starter/model.json', import.meta.url)
const model = await trainShipped()
writeFileSync(target, `${JSON.stringify(model)}\n`)
console.log(`${model.labels.length} labels, version ${model.version}`)
