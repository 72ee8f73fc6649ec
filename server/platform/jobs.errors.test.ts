import { expect, test } from 'vitest'
import { errorTold } from './jobs.errors.ts'
import { openLog } from './log.ts'

/** What stands in the log for an error that pg-boss tells. */
function logged(told: unknown) {
  const lines: string[] = []
  openLog('error', { write: (line) => void lines.push(line) }).error(errorTold(told), 'the job queue met an error')
  return JSON.parse(lines[0] ?? '{}')
}

const met = Object.assign(new Error('connection to "db" of anna@buyer.test was lost'), { code: 'ECONNRESET' })
/** As its manager emits the error of a worker. */
const copied = { ...met, message: met.message, stack: met.stack, queue: 'send-mail', worker: 'w1' }

test.each([
  ['an error', met, {}],
  ['the fields of one, as the manager of pg-boss copies them', copied, { job: 'send-mail' }],
])('%s is logged with its message, code and place', (_what, told, more) => {
  const line = logged(told)
  expect(line).toMatchObject({
    ...more,
    err: { type: 'Error', code: 'ECONNRESET', message: 'connection to "…" of …@… was lost' },
  })
  expect(line.err.stack).toContain('jobs.errors.test.ts')
})

test.each([
  ['nothing', undefined],
  ['a word', 'away'],
  ['an object', { worker: 'w1' }],
])('%s is logged as an error all the same', (_what, told) =>
  expect(logged(told).err.message).toBe('told without a message'),
)
