import { parseArgs } from 'node:util'
import { loseConnections } from './events.ts'
import { failOver } from './failover.ts'
import { keepHistories } from './histories.ts'
import { importReports } from './imports.ts'
import { ingestUnderKills } from './ingest.ts'
import { breakEachCall } from './io.ts'
import { noisyNeighbour } from './noisy.ts'
import { overloadDesk } from './overload.ts'
import { repeatUnderCuts } from './repeat.ts'
import { spoilResources } from './resources.ts'
import { returnsUnderKills } from './returns.ts'
import { sendUnderFaults } from './send.ts'
import { soak } from './soak.ts'
import { takeOverJobs, takeoverSeconds } from './takeover.ts'

/**
 * `npm run faults`: breaks the desk on purpose and compares what it acknowledged with what it kept. Prints one JSON
 * object; exit code 1 when anything was lost, doubled, went astray or came too late. The sizes are those that
 * ENGINEERING R1–R5 and R8–R17 ask for; `--full` takes those of R1, R5 and R11 that run for a day.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'ingest,send,repeat,takeover' },
    mails: { type: 'string' },
    replies: { type: 'string', default: '50000' },
    returns: { type: 'string', default: '1000' },
    mutations: { type: 'string', default: '100000' },
    lines: { type: 'string', default: '1000000' },
    units: { type: 'string', default: '200000' },
    takeovers: { type: 'string', default: '3' },
    kills: { type: 'string' },
    cuts: { type: 'string', default: '10000' },
    seconds: { type: 'string' },
    runs: { type: 'string' },
    hostile: { type: 'string' },
    every: { type: 'string', default: '1' },
    places: { type: 'string', multiple: true, default: [''] },
    seed: { type: 'string', default: '1' },
    full: { type: 'boolean', default: false },
  },
})
const say = (line: string) => process.stderr.write(`${line}\n`)
const kills = Number(values.kills ?? (values.full ? 200 : 30))

/** What a run found wrong, and its figures. */
type Outcome = readonly [faults: Readonly<Record<string, readonly string[]>>, figures: object]

const runs: Readonly<Record<string, () => Promise<Outcome>>> = {
  ingest: async () => {
    const mails = Number(values.mails ?? (values.full ? 1_000_000 : 20_000))
    const { lost, doubled, astray, ...figures } = await ingestUnderKills({ mails, kills }, random(), say)
    return [{ lost, doubled, astray }, figures]
  },
  send: async () => {
    const run = await sendUnderFaults({ replies: Number(values.replies), kills }, random(), say)
    const { lost, doubled, misreported, disordered, ...figures } = run
    return [{ lost, doubled, misreported, disordered }, figures]
  },
  returns: async () => {
    const { lost, doubled, unequal, ...figures } = await returnsUnderKills(
      { returns: Number(values.returns), kills },
      random(),
      say,
    )
    return [{ lost, doubled, unequal }, figures]
  },
  repeat: async () => {
    const run = await repeatUnderCuts({ mutations: Number(values.mutations) }, random(), say)
    const { lost, doubled, unequal, confused, ...figures } = run
    return [{ lost, doubled, unequal, confused }, figures]
  },
  takeover: async () => {
    const run = await takeOverJobs({ rounds: Number(values.takeovers) }, say)
    const late = [...run.outgoing, ...run.received].filter((seconds) => seconds > takeoverSeconds)
    return [{ late: late.map((seconds) => `${seconds} s`) }, run]
  },
  events: async () => {
    const run = await loseConnections({ cuts: Number(values.cuts) }, random(), say)
    const { lost, doubled, astray, disordered, ...figures } = run
    return [{ lost, doubled, astray, disordered }, figures]
  },
  histories: async () => {
    const size = { runs: Number(values.runs ?? (values.full ? 100 : 1)), seconds: secondsOf(300) }
    const { lost, doubled, undue, crossed, clocks, miscounted, leaked, ...figures } = await keepHistories(
      size,
      random(),
      say,
    )
    return [{ lost, doubled, undue, crossed, clocks, miscounted, leaked }, figures]
  },
  io: async () => {
    const size = { every: values.every === 'place' ? 'place' : Number(values.every), places: values.places } as const
    const { unequal, unreached, ...figures } = await breakEachCall(size, say)
    return [{ unequal, unreached }, figures]
  },
  failover: async () => {
    const run = await failOver({ kills: Number(values.kills ?? (values.full ? 100 : 1)) }, say)
    if (!run) return [{}, { leftOut: 'PostgreSQL 15 is not installed here (Debian: postgresql-15)' }]
    const { lost, doubled, late, ended, ...figures } = run
    return [{ lost, doubled, late, ended }, figures]
  },
  overload: async () => {
    const { slow, unrefused, needless, lasting, lost, ...figures } = await overloadDesk(
      { seconds: secondsOf(300) },
      random(),
      say,
    )
    return [{ slow, unrefused, needless, lasting, lost }, figures]
  },
  noisy: async () => {
    const { disturbed, needless, unrefused, ...figures } = await noisyNeighbour(
      { seconds: secondsOf(240) },
      random(),
      say,
    )
    return [{ disturbed, needless, unrefused }, figures]
  },
  soak: async () => {
    const { faults, lost, ...figures } = await soak({ seconds: secondsOf(1_800) }, random(), say)
    return [{ faults, lost }, figures]
  },
  imports: async () => {
    const size = { lines: Number(values.lines), units: Number(values.units) }
    const { lost, unequal, miscounted, ...figures } = await importReports(size, say)
    return [{ lost, unequal, miscounted }, figures]
  },
  resources: async () => {
    const mails = Number(values.hostile ?? (values.full ? 10_000 : 300))
    return spoilResources({ mails, seed: values.seed }, random(), say)
  },
}

const wanted = values.only.split(',').map((name) => name.trim())
const unknown = wanted.find((name) => !Object.hasOwn(runs, name))
if (unknown !== undefined) {
  say(`faults: --only takes some of ${Object.keys(runs).join(', ')}`)
  process.exit(2)
}
const outcomes: Record<string, object> = {}
for (const [name, run] of Object.entries(runs)) {
  if (!wanted.includes(name)) continue
  const [faults, figures] = await run()
  const counts = Object.fromEntries(Object.entries(faults).map(([fault, cases]) => [fault, cases.length]))
  const cases = Object.values(faults).flat()
  outcomes[name] = { ...figures, ...counts, first: cases.slice(0, 10) }
  if (cases.length > 0) process.exitCode = 1
}
process.stdout.write(`${JSON.stringify(outcomes)}\n`)

/** How long those parts take that measure for a time: what is asked for unless told. */
function secondsOf(asked: number): number {
  return Number(values.seconds ?? asked)
}

/** The same seed kills the same victims in the same order (linear congruential, as in the C standard). */
function random(): () => number {
  let state = Number(values.seed)
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}
