import { readFileSync } from 'node:fs'
import { openIntents } from '../../server/modules/classification/rules.intent.shipped.ts'
import { type IntentModel, intentOf } from '../../server/modules/classification/rules.intent.ts'
import type { Intent } from '../../server/modules/classification/schema.intent.ts'
import { readIntentFiles } from '../../server/modules/classification/starter/shipped.ts'
import { type Figure, readShared, readSharedCsv, share } from './labelled-texts.ts'

/** A reply to a return letter that is in no training set, with its language and what it means. */
type JudgedReply = readonly [language: string, intent: Intent, text: string]

const fixture = (name: string): readonly JudgedReply[] =>
  JSON.parse(readFileSync(new URL(`../fixtures/classification/${name}.json`, import.meta.url), 'utf8'))

/**
 * `replies`: written before the phrases and rules were. `replies-unseen`: written when they stood. `replies-traps`: written last, to
 * mislead them (a neighbour who accepts a parcel, postage that was paid last week). What the last two showed at first sight stands
 * in docs/return-policy.md; kinds of fault were mended since, by rule and not by sentence.
 */
export const judgedReplies: readonly JudgedReply[] = [
  ...fixture('replies'),
  ...fixture('replies-unseen'),
  ...fixture('replies-traps'),
]

/** What replies are read with where nobody has confirmed anything yet. */
export async function shippedIntents(): Promise<IntentModel> {
  return openIntents(await readIntentFiles())
}

/** One language or one intent: of how many replies, how many right, left to a person, wrong. */
export interface Reading {
  readonly name: string
  readonly of: number
  readonly right: number
  readonly unclear: number
}

/** How the judged replies are read, by language and by intent. */
export async function readReplies(): Promise<{ languages: Reading[]; intents: Reading[]; figures: Figure[] }> {
  const known = await shippedIntents()
  const read = judgedReplies.map(([language, intent, text]) => ({
    language,
    intent,
    found: intentOf(text, language, known).intent,
  }))
  const by = (key: 'language' | 'intent'): Reading[] =>
    [...Map.groupBy(read, (one) => one[key])].map(([name, some]) => ({
      name,
      of: some.length,
      right: some.filter(({ intent, found }) => intent === found).length,
      unclear: some.filter(({ intent, found }) => intent !== found && found === 'unclear').length,
    }))
  const precision = (intent: Intent, target: number): Figure => {
    const proposed = read.filter(({ found }) => found === intent)
    const right = proposed.filter((one) => one.intent === intent).length
    return share(`replies proposed as ${intent} that are`, right, proposed.length, target)
  }
  const right = read.filter(({ intent, found }) => intent === found).length
  const wrong = read.filter(({ intent, found }) => intent !== found && found !== 'unclear').length
  return {
    languages: by('language'),
    intents: by('intent'),
    figures: [
      precision('accepts', 97),
      precision('gives-up', 97),
      precision('insists', 95),
      precision('asks', 95),
      share('replies read right', right, read.length, 85),
      share('replies not read wrong: right, or left to a person', read.length - wrong, read.length, 97),
    ],
  }
}

/** Texts that answer no return letter: none of them should book or end a return. */
export async function measureFalseAlarms(): Promise<Figure[]> {
  const known = await shippedIntents()
  const reviews = [
    ['EN', 'en'],
    ['DE', 'de'],
    ['JP', 'ja'],
  ].flatMap(([file = '', language = '']) =>
    readShared(`amazon-reviews-amcd/${file}_valid.tsv`)
      .split('\n')
      .slice(1)
      .map((line) => [line.split('\t')[0] ?? '', language] as const),
  )
  const requests = readSharedCsv('bitext/train.csv').map(({ utterance = '' }) => [utterance, 'en'] as const)
  const quiet = (texts: readonly (readonly [text: string, language: string])[]) =>
    texts.filter(([text, language]) => !['accepts', 'gives-up'].includes(intentOf(text, language, known).intent)).length
  return [
    share('Bitext requests not taken for accepting or giving up', quiet(requests), requests.length, 99.5),
    share('Amazon review sentences not taken for accepting or giving up', quiet(reviews), reviews.length, 99.5),
  ]
}

/** Milliseconds of a processor for one reply: the mean over the judged replies, read again and again. */
export async function measureIntentSpeed(): Promise<number> {
  const known = await shippedIntents()
  const readAll = () => {
    for (const [language, , text] of judgedReplies) intentOf(text, language, known)
  }
  readAll()
  const start = process.cpuUsage()
  const rounds = 5
  for (let round = 0; round < rounds; round++) readAll()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000 / rounds / judgedReplies.length
}
