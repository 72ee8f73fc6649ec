import { describe, expect, test } from 'vitest'
import { trainIntents, trainShipped } from '../server/modules/classification/service.shipped.ts'
import { readShipped } from '../server/modules/classification/starter/shipped.ts'
import { measureBitext } from './measures/intent.ts'
import { type Figure, hasShared } from './measures/labelled-texts.ts'
import { measureLanguage } from './measures/language.ts'
import { measureProfanity } from './measures/profanity.ts'
import { measureFalseAlarms } from './measures/replies.ts'
import { measureTone } from './measures/tone.ts'

if (!hasShared) console.warn('../shared/data/text is not here: languages, intents and profanity are not measured')

const reach = (figures: readonly Figure[]) => {
  expect(figures.length).toBeGreaterThan(0)
  for (const { what, value, target } of figures) {
    if (target !== undefined) expect(value, what).toBeGreaterThanOrEqual(target)
  }
}

describe.runIf(hasShared)('on labelled texts that nobody here wrote', () => {
  test('languages', async () => reach(await measureLanguage()))
  test('intents, ten examples each', async () => reach(await measureBitext(0)))
  test('profanity', async () => reach(await measureProfanity()))
  test('intents of replies: no alarm from what is none', async () => reach(await measureFalseAlarms()))
  test('tone, a fifth of the German set held out', async () => reach(await measureTone(1)), 60_000)
})

test('the shipped model of intents was trained from the shipped replies', async () => {
  const [shipped, trained] = [await readShipped('intentModel'), await trainIntents()]
  expect(shipped.version, 'run node tools/classification/train.ts').toBe(trained.version)
  expect(shipped.keys).toBe(trained.keys)
}, 60_000)

test('the shipped model was trained from the shipped phrases', async () => {
  const [shipped, trained] = [await readShipped('model'), await trainShipped()]
  expect(shipped.version, 'run node tools/classification/train.ts').toBe(trained.version)
  expect(shipped.labels).toEqual(trained.labels)
  expect(shipped.keys).toBe(trained.keys)
}, 60_000)
