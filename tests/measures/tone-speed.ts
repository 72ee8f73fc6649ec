import { percentile } from '../../evidence/line.ts'
import { read } from '../../server/lib/text.reading.ts'
import { ownWords } from '../../server/modules/classification/rules.capitals.ts'
import { withConcepts } from '../../server/modules/classification/rules.kinds.ts'
import { hearTone } from '../../server/modules/classification/rules.tone.ts'
import { bookFor, readLetter } from '../../server/modules/classification/rules.ts'
import { ourLetters, shippedReader } from './kinds.ts'

/** What hearing a letter's tone costs, in milliseconds of a processor, and how that grows with hostile ones. */
export interface HeardIn {
  readonly p99: number
  /** The language whose letters take longest. */
  readonly slowest: string
  /** Time of 100 kB of the worst repetition over that of 25 kB. */
  readonly growth: number
  readonly worst: string
}

/** Milliseconds of this thread: what other processes take meanwhile does not count. */
function taken(run: () => void): number {
  const begun = process.threadCpuUsage()
  run()
  const { user, system } = process.threadCpuUsage(begun)
  return (user + system) / 1_000
}

const now = new Date('2026-03-02T09:00:00Z')
const LENGTH = 2_000
const RUNS = 60
/** A thread's clock ticks in steps of 4 ms where the kernel counts so: what takes less is heard this often at a time. */
const AT_ONCE = 10

/** What repeats, so that a pattern with a loop too many shows itself. */
export const hostileParts: readonly string[] = [
  ...['a ', '(', 'f*', 'A', '1-', 's h ', '退', '!?', 'x@', 'tracking ', '"', 'B0', '9400 ', '>\n', 'on wrote: '],
  ...[
    '差评',
    '傻 ',
    'a.b.',
    's.',
    '@1',
    'ph',
    "''",
    'AB\n',
    '10115 BERLIN\n',
    'sh it ',
    'ќ',
    'aa',
    '@a ',
    'http:',
    'A B. ',
    '‘',
  ],
]

/** Reads letters of 2 kB in ten languages and of every tone, and hostile ones of 25 and 100 kB. */
export async function measureToneSpeed(): Promise<HeardIn> {
  const reader = await shippedReader()
  const hear = (text: string, language: string) => {
    // Reading and concepts serve the kind, the order and the tone alike, and come before it.
    const own = ownWords(text)
    const sentences = withConcepts(read(own), bookFor(reader.concepts, language))
    const ear = { ...reader, tone: bookFor(reader.tones, language) }
    const all = taken(() => {
      for (let at = 0; at < AT_ONCE; at += 1) hearTone(ear, own, sentences, language)
    })
    return all / AT_ONCE
  }
  const readWhole = (text: string) => taken(() => readLetter(reader, { subject: 'Order', text }, now))
  const letters = [...Map.groupBy(ourLetters, ([language]) => language)].map(([language, own]) => {
    const text = own.map(([, , one]) => one).join('\n')
    return { language, text: text.repeat(Math.ceil(LENGTH / text.length)).slice(0, LENGTH) }
  })
  for (const { text, language } of letters) for (let warm = 0; warm < 4; warm++) hear(text, language)
  const times = letters.map(({ language, text }) => ({
    language,
    taken: Array.from({ length: RUNS }, () => hear(text, language)),
  }))
  const slowest = times.toSorted((a, b) => percentile(b.taken, 0.5) - percentile(a.taken, 0.5))[0]
  const grown = hostileParts.map((part) => {
    const [short, long] = [25_000, 100_000].map((length) => {
      const text = part.repeat(length / part.length)
      return Math.min(...Array.from({ length: 3 }, () => readWhole(text)))
    })
    // Below a millisecond the clock and the collector tell more than the letter.
    return { part, growth: (long ?? 0) / Math.max(short ?? 0, 1) }
  })
  const worst = grown.reduce((one, other) => (other.growth > one.growth ? other : one))
  return {
    p99: percentile(
      times.flatMap(({ taken }) => taken),
      0.99,
    ),
    slowest: slowest?.language ?? '',
    growth: worst.growth,
    worst: worst.part,
  }
}
