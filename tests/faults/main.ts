import { parseArgs } from 'node:util'
import { ingestUnderKills } from './ingest.ts'

/**
 * `npm run faults`: breaks the desk on purpose and compares what it acknowledged with what it kept. Prints one JSON
 * object; exit code 1 when anything was lost, doubled or went astray. ENGINEERING R1 asks for 20,000 mails under 30
 * kills, `--full` for 1,000,000 under 200.
 */
const { values } = parseArgs({
  options: {
    mails: { type: 'string' },
    kills: { type: 'string' },
    seed: { type: 'string', default: '1' },
    full: { type: 'boolean', default: false },
  },
})
const size = {
  mails: Number(values.mails ?? (values.full ? 1_000_000 : 20_000)),
  kills: Number(values.kills ?? (values.full ? 200 : 30)),
}
const run = await ingestUnderKills(size, randomFrom(Number(values.seed)), (line) => process.stderr.write(`${line}\n`))
const { lost, doubled, astray, ...figures } = run
const faults = { lost: lost.length, doubled: doubled.length, astray: astray.length }
process.stdout.write(
  `${JSON.stringify({ ...figures, ...faults, first: [...lost, ...doubled, ...astray].slice(0, 10) })}\n`,
)
process.exitCode = faults.lost + faults.doubled + faults.astray === 0 ? 0 : 1

/** The same seed kills the same victims in the same order (linear congruential, as in the C standard). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}
