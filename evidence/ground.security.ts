import { availableParallelism } from 'node:os'
import type { FuzzRun } from '../tests/security/fuzz.ts'
import { canGenerate, readHostileMails } from '../tests/security/hostile-mails.ts'
import { raceAlone } from '../tests/security/races.ts'
import { sinks } from '../tests/security/sinks.ts'
import { connectInward } from '../tests/security/ssrf.ts'
import { collectedMails, collectedPayloads, sampleOf, xssInSinks } from '../tests/security/xss.ts'
import type { Line, Part, Size } from './line.ts'
import { runJson } from './program.ts'

const sizes = {
  quick: { payloads: 120, mails: 1_200, requests: 10_000, pairs: 20 },
  asked: { payloads: 2_775, mails: 10_000, requests: 1_000_000, pairs: 1_000 },
}
const sizeOf = ({ asked, full }: Size) => (full || asked ? sizes.asked : sizes.quick)

/**
 * What strangers send and ask for does no harm; the tests of tests/security show the same of smaller numbers. Parts of
 * their own, since each of the larger takes an hour in the size asked: what one has shown is told when it has.
 */
export const security: readonly Part[] = [
  {
    name: 'browser',
    show: async (size, say) => {
      const lines: Line[] = []
      for (const cleaner of ['on', 'off'] as const) {
        say(`payloads and mails in a real browser, the cleaner ${cleaner}`)
        lines.push(await inBrowser(cleaner, size))
      }
      return lines
    },
  },
  { name: 'hostile-mails', show: async (size) => [await hostileMails(size)] },
  { name: 'inward', show: async () => [await inward()] },
  { name: 'races', show: async (size) => [await races(size)] },
  { name: 'fuzz', show: async (size, say) => [await fuzzed(size, say)] },
]

async function inBrowser(cleaner: 'on' | 'off', size: Size): Promise<Line> {
  const { payloads: count } = sizeOf(size)
  const live = collectedPayloads('live')
  // The dead ones are shown when all are: they may come alive in a browser of another day.
  const payloads = count > live.length ? collectedPayloads('all') : sampleOf(live, count)
  const run = await xssInSinks({ payloads, mails: collectedMails(), cleaner })
  const shown = sinks.every((sink) => run.rendered[sink] === run.shown)
  const isQuiet = run.executions.length + run.outsideRequests.length + run.stuck === 0
  return {
    name: `payloads and mails in ${sinks.length} sinks, cleaner ${cleaner}`,
    figure: `${run.shown} shown in each: ${shown}; ${run.executions.length} executions, ${run.outsideRequests.length} outside requests, ${run.stuck} stuck`,
    target: '0 executions, 0 outside requests',
    ok: run.shown > 0 && shown && isQuiet && (cleaner === 'on' || run.untouched === run.shown),
  }
}

async function hostileMails(size: Size): Promise<Line> {
  const target = '0 crashes, worst ≤ 5 s, memory bounded'
  if (!canGenerate()) return { name: 'hostile mails', figure: 'no generator here', target, ok: false }
  const run = await readHostileMails({ seed: 5_001, mails: sizeOf(size).mails })
  const memory = `${run.residentMb.toFixed(0)} MB resident, grown by ${run.grownMb.toFixed(0)}`
  return {
    name: 'hostile mails',
    figure: `${run.mails} read, ${run.faults.length} faults ${run.faults.slice(0, 3).join('; ')}, worst ${run.worstMs.toFixed(0)} ms, p99 ${run.p99Ms.toFixed(0)} ms, ${memory}`,
    target,
    ok: run.faults.length === 0 && run.worstMs <= 5_000 && run.grownMb <= 300,
  }
}

/** Each processor takes its share of the routes, at a desk of its own: a desk asks and answers in one process. */
async function fuzzed(size: Size, say: (line: string) => void): Promise<Line> {
  const of = availableParallelism()
  const share = Math.ceil(sizeOf(size).requests / of)
  const runs = (await Promise.all(
    Array.from({ length: of }, (_, at) =>
      runJson(
        'tests/security/fuzz.main.ts',
        Object.entries({ requests: share, seed: 71 + 1_000 * at, of, at }).flatMap(([name, value]) => [
          `--${name}`,
          String(value),
        ]),
        (line) => say(`${at + 1} of ${of}: ${line}`),
      ),
    ),
  )) as FuzzRun[]
  const requests = runs.reduce((sum, run) => sum + run.requests, 0)
  const statuses: Record<string, number> = {}
  for (const run of runs)
    for (const [status, count] of Object.entries(run.statuses)) statuses[status] = (statuses[status] ?? 0) + count
  const wrong = runs.flatMap((run) => run.wrong)
  return {
    name: 'fuzzed requests',
    figure: `${requests}, by status ${JSON.stringify(statuses)}; ${wrong.length} wrong ${wrong.slice(0, 3).join('; ')}`,
    target: '0 answers 5xx, 0 outside the schema',
    ok: wrong.length === 0,
  }
}

async function inward(): Promise<Line> {
  const { targets, let: passed, connections } = await connectInward({ addresses: 400 })
  return {
    name: 'addresses that are not public, and rebinding',
    figure: `${targets} targets, ${connections} connections, ${passed.length} let through ${passed.slice(0, 3).join(', ')}`,
    target: '400 and rebinding, 0 connections',
    ok: targets >= 400 && connections === 0 && passed.length === 0,
  }
}

async function races(size: Size): Promise<Line> {
  const { pairs } = sizeOf(size)
  const raced = await raceAlone({ pairs })
  const split = raced.filter(({ outcomes }) => Object.keys(outcomes).length > 1 || '201 201' in outcomes)
  return {
    name: 'pairs at the same moment',
    figure: `${pairs} of each of ${raced.length} kinds: ${raced.map(({ what, outcomes }) => `${what} ${JSON.stringify(outcomes)}`).join('; ')}`,
    target: 'one winner, the other told',
    ok: split.length === 0,
  }
}
