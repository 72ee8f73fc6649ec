import { parseArgs } from 'node:util'
import { type Bed, type Measurement, makeBed } from './bed.ts'
import { type Figure, inTable, isReached } from './figure.ts'
import { backup } from './measure.backup.ts'
import { decisions } from './measure.decisions.ts'
import { growth } from './measure.growth.ts'
import { ingest } from './measure.ingest.ts'
import { list } from './measure.list.ts'
import { live } from './measure.live.ts'
import { open } from './measure.open.ts'
import { plans } from './measure.plans.ts'
import { profile } from './measure.profile.ts'
import { replay } from './measure.replay.ts'
import { search } from './measure.search.ts'
import { memory, start } from './measure.start.ts'
import { nodes, ticket } from './measure.ticket.ts'

/** In this order: what only reads comes before what writes, and memory is looked at last. */
const usual: readonly Measurement[] = [
  list,
  growth,
  open,
  search,
  plans,
  live,
  ticket,
  nodes,
  decisions,
  replay,
  ingest,
  profile,
  memory,
  start,
]
/** Taken only by name: a backup needs as much room again on the disk as the desk. */
const measurements: readonly Measurement[] = [...usual, backup]

const usage = `npm run bench -- [--size quick|full|<tickets>] [--only ${measurements.map(({ name }) => name).join(',')}] [--folder <kept data folder>]`
const sizes: Record<string, number> = { quick: 10_000, full: 1_000_000 }

/** Exit code: 0 every figure reaches what it must, 1 one is short or could not be measured, 2 called wrongly. */
async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { size: { type: 'string', default: 'quick' }, only: { type: 'string' }, folder: { type: 'string' } },
  })
  const size = sizes[values.size] ?? Number(values.size)
  const only = values.only?.split(',') ?? usual.map(({ name }) => name)
  const wanted = measurements.filter(({ name }) => only.includes(name))
  if (!Number.isInteger(size) || size < 1_000 || wanted.length !== only.length) {
    console.error(`usage: ${usage}`)
    return 2
  }
  const begun = performance.now()
  const say = (line: string) =>
    console.error(`${((performance.now() - begun) / 1_000).toFixed(1).padStart(7)} s  ${line}`)
  const bed = await makeBed(size, { say, ...(values.folder && { folder: values.folder }) })
  const figures: Figure[] = [...bed.loaded]
  const failed: string[] = []
  try {
    for (const measurement of wanted) figures.push(...(await measured(measurement, bed, failed)))
  } finally {
    await bed.close()
  }
  const short = figures.filter((each) => !isReached(each)).map(({ name }) => name)
  console.error(`\n${inTable(figures)}\n`)
  for (const failure of failed) console.error(`FAILED ${failure}`)
  const ok = short.length === 0 && failed.length === 0
  const seconds = Math.round((performance.now() - begun) / 1_000)
  console.error(
    `${size} tickets: ${ok ? 'every figure reaches what it must' : `short: ${short.join(', ')}`}, ${seconds} s`,
  )
  console.log(JSON.stringify({ ok, size, seconds, figures, short, failed }))
  return ok ? 0 : 1
}

async function measured({ name, measure }: Measurement, bed: Bed, failed: string[]): Promise<readonly Figure[]> {
  bed.say(name)
  try {
    return await measure(bed)
  } catch (error) {
    failed.push(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return []
  }
}

process.exitCode = await main(process.argv.slice(2))
