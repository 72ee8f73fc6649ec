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
