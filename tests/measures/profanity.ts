import { read } from '../../server/lib/text.reading.ts'
import {
  findProfanity,
  makeProfanityBooks,
  type ProfanityBooks,
} from '../../server/modules/classification/rules.profanity.ts'
import { readShipped } from '../../server/modules/classification/starter/shipped.ts'
import { type Figure, hasShared, readShared, readSharedCsv, share } from './labelled-texts.ts'

/**
 * What the lists see of swearing, and how seldom they see it where there is none. Lists see swearing, not anger:
 * the sets of offensive opinions (cold-zh, germeval) are beyond them.
 */
export async function measureProfanity(): Promise<Figure[]> {
  if (!hasShared) return []
  const books = makeProfanityBooks(await readShipped('profanity'))
  const rude = (text: string, language: string) => isRude(books, text, language)
  const words = readSharedCsv('surge-profanity/profanity_en.csv').filter(
    ({ severity_description }) => severity_description !== 'Mild',
  )
  const bitext = readSharedCsv('bitext/train.csv').map(({ utterance = '', tags = '' }) => ({ text: utterance, tags }))
  const swearing = bitext.filter(({ tags }) => tags.includes('W'))
  const clean = [
    ...bitext.filter(({ tags }) => !tags.includes('W')).map(({ text }) => ({ text, language: 'en' })),
    ...reviews('EN', 'en'),
    ...reviews('DE', 'de'),
    ...reviews('JP', 'ja'),
    ...sentences(),
  ]
  return [
    share(
      'strong English swear words seen',
      words.filter(({ text = '' }) => rude(text, 'en')).length,
      words.length,
      65,
    ),
    share('swearing letters seen', swearing.filter(({ text }) => rude(text, 'en')).length, swearing.length, 98),
    share(
      'clean letters left alone',
      clean.filter(({ text, language }) => !rude(text, language)).length,
      clean.length,
      99.8,
    ),
  ]
}

function isRude(books: ProfanityBooks, text: string, language: string): boolean {
  return read(text).some((sentence) => findProfanity(books, sentence, language) !== undefined)
}

function reviews(file: string, language: string) {
  return readShared(`amazon-reviews-amcd/${file}_valid.tsv`)
    .split('\n')
    .slice(1)
    .map((line) => ({ text: line.split('\t')[0] ?? '', language }))
}

function sentences() {
  return readShared('langid/langid.jsonl')
    .trim()
    .split('\n')
    .map((line): { lang: string; text: string } => JSON.parse(line))
    .map(({ lang, text }) => ({ text, language: lang }))
}
