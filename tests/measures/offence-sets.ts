import type { OffenceLanguage } from '../../server/modules/classification/rules.offence.ts'
import { readShared, readSharedCsv } from './labelled-texts.ts'

/** A text, and whether people found it offensive. */
export interface LabelledOffence {
  readonly text: string
  readonly isOffensive: boolean
}

/** The rows of a labelled set: COLD for Chinese, GermEval 2018 for German, of which only the training part is here. */
export function readOffenceSet(language: OffenceLanguage, part: 'train' | 'dev'): LabelledOffence[] {
  if (language === 'zh')
    return readSharedCsv(`cold-zh/${part}.csv`).map(({ TEXT = '', label }) => ({
      text: TEXT,
      isOffensive: label === '1',
    }))
  if (part === 'dev') return []
  return readShared('germeval2018-de/train.tsv')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([text = '', label]) => ({ text, isOffensive: label?.trim() === 'OFFENSE' }))
}

/** What was said of a text, and what it is. */
export interface Verdict {
  readonly said: boolean
  readonly is: boolean
}

/** The mean of the F1 of both classes, 0 to 1. */
export function macroF1(verdicts: readonly Verdict[]): number {
  const count = (said: boolean, is: boolean) => verdicts.filter((one) => one.said === said && one.is === is).length
  const wrong = count(true, false) + count(false, true)
  const f1 = (right: number) => (2 * right) / (2 * right + wrong)
  return (f1(count(true, true)) + f1(count(false, false))) / 2
}
