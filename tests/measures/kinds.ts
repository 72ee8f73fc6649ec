import { readFileSync } from 'node:fs'
import { makePhraseBook } from '../../server/lib/text.phrases.ts'
import { openShipped } from '../../server/modules/classification/rules.shipped.ts'
import type { Reader } from '../../server/modules/classification/rules.ts'
import { readLetter } from '../../server/modules/classification/rules.ts'
import { languageTable } from '../../server/modules/classification/service.shipped.ts'
import { offenceModel, readShippedFiles } from '../../server/modules/classification/starter/shipped.ts'
import { type Figure, share } from './labelled-texts.ts'

/** A letter of ours that is in no training set, with its language and what it is. */
export type JudgedLetter = readonly [language: string, label: string, text: string]

/** Our own judged letters, in ten languages. */
export const ourLetters: readonly JudgedLetter[] = JSON.parse(
  readFileSync(new URL('../fixtures/classification/letters.json', import.meta.url), 'utf8'),
)

/** The reader of a workspace that has taught nothing yet. */
export async function shippedReader(): Promise<Reader> {
  return {
    ...openShipped(await readShippedFiles()),
    offence: offenceModel,
    languages: await languageTable(),
    ownRules: makePhraseBook([]),
    ownPatterns: [],
  }
}

/** Kind and sub-type of our own letters in ten languages. */
export async function measureKinds(): Promise<Figure[]> {
  const reader = await shippedReader()
  const read = ourLetters.map(([language, label, text]) => {
    const found = readLetter(reader, { subject: '', text }, new Date('2026-03-02T09:00:00Z'))
    const [kind = '', subType = ''] = label.split('/')
    return {
      language: found.language === language,
      kind: found.kind === kind,
      both: found.kind === kind && found.subType === subType,
    }
  })
  const of = (part: 'language' | 'kind' | 'both') => read.filter((letter) => letter[part]).length
  return [
    share('language of our own letters', of('language'), read.length, 98),
    share('kind of our own letters', of('kind'), read.length, 90),
    share('kind and sub-type of our own letters', of('both'), read.length, 85),
  ]
}
