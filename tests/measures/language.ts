import { languageOf } from '../../server/modules/classification/index.ts'
import { type Figure, hasShared, readShared, share } from './labelled-texts.ts'

interface Row {
  readonly lang: string
  readonly kind: 'sentence' | 'short' | 'review'
  readonly text: string
}

/** What each kind of text must reach (issue "house", must show). */
const targets: Readonly<Record<Row['kind'], number>> = { sentence: 99, short: 95, review: 99 }

/** How many texts of data/text/langid are given their language, by kind of text. Empty without the shared data. */
export async function measureLanguage(): Promise<Figure[]> {
  if (!hasShared) return []
  const rows = readShared('langid/langid.jsonl')
    .trim()
    .split('\n')
    .map((line): Row => JSON.parse(line))
  const figures: Figure[] = []
  for (const [kind, texts] of Map.groupBy(rows, (row) => row.kind)) {
    let right = 0
    for (const { text, lang } of texts) if ((await languageOf(text)).language === lang) right++
    figures.push(
      share(`language of ${kind === 'short' ? 'three words' : `a ${kind}`}`, right, texts.length, targets[kind]),
    )
  }
  return figures
}
