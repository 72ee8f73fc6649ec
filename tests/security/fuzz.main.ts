import { parseArgs } from 'node:util'
import { fuzzAlone } from './fuzz.ts'

/** One of some runs of the fuzzer beside one another; prints what it came to as one JSON object. */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '71' },
    of: { type: 'string', default: '1' },
    at: { type: 'string', default: '0' },
  },
})
const size = {
  requests: Number(values.requests),
  seed: Number(values.seed),
  part: { of: Number(values.of), at: Number(values.at) },
}
const run = await fuzzAlone(size, (line) => process.stderr.write(`${line}\n`))
process.stdout.write(`${JSON.stringify(run)}\n`)
