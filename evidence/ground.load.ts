import { fault, told } from './ground.program.ts'
import type { Line, Part, Size } from './line.ts'
import { runTests } from './program.ts'

const sizes = {
  quick: { overload: 40, noisy: 60, soak: 180, hostile: 300, failovers: 1 },
  asked: { overload: 300, noisy: 720, soak: 1_800, hostile: 10_000, failovers: 3 },
}
const sizeOf = ({ asked, full }: Size) => (full || asked ? sizes.asked : sizes.quick)

/** Too many requests (R15) and a workspace that asks for all there is (R16). */
export const overload: Part = {
  name: 'overload',
  async show(size, say) {
    const { overload, noisy } = sizeOf(size)
    const over = await fault('overload', ['--seconds', String(overload)], say)
    const beside = await fault('noisy', ['--seconds', String(noisy)], say)
    return [
      {
        name: `twice the capacity for ${overload} s`,
        figure: `admitted × ${over.admittedTimes} of normal, back after ${over.backSeconds} s, ${over.mails} mails; ${told(over, ['normal', 'over'])}`,
        target: 'p99 of admitted ≤ 2 × normal, the rest refused in ≤ 50 ms, mail loses 0, back in ≤ 30 s',
        ok: over.clean,
      },
      {
        name: 'a workspace at 50 times its quota',
        figure: `others' p99 × ${beside.times}; ${told(beside, ['alone', 'beside', 'elsewhere', 'timesElsewhere'])}`,
        target: '≤ 1.2 ×',
        ok: beside.clean,
      },
    ]
  },
}

/** Long mixed work leaves nothing behind (R14). */
export const soaked: Part = {
  name: 'soak',
  async show(size, say) {
    const run = await fault('soak', ['--seconds', String(sizeOf(size).soak)], say)
    return [
      {
        name: `${sizeOf(size).soak} s of mixed work`,
        figure: `${run.requests} requests, ${run.mails} mails, ${run.streams} streams; ${told(run, ['processes', 'first'])}`,
        target: 'memory grows by < 1 MB/h after warm-up, 0 leaked handles',
        ok: run.clean,
      },
    ]
  },
}

/** Without disk, memory, the right time or patience (R10, R11, R13, R17). */
export const resources: Part = {
  name: 'resources',
  async show(size, say) {
    const run = await fault('resources', ['--hostile', String(sizeOf(size).hostile)], say)
    return ['disk', 'memory', 'clocks', 'abuse'].map((part): Line => {
      const said = run[part] as { readonly skipped?: string }
      return {
        name: `short of: ${part}`,
        figure: said.skipped ? `LEFT OUT: ${said.skipped}` : JSON.stringify(said),
        target: 'nothing lost, nobody dies, told truly',
        ok: said.skipped === undefined && Number(run[`${part}Faults`]) === 0,
      }
    })
  },
}

/** The primary database dies under load (R8). */
export const failover: Part = {
  name: 'failover',
  async show(size, say) {
    const run = await fault('failover', ['--kills', String(sizeOf(size).failovers)], say)
    return [
      {
        name: 'the primary is killed under load, the standby promoted',
        figure: run.leftOut
          ? `LEFT OUT: ${run.leftOut}`
          : told(run, ['tickets', 'mails', 'lost', 'doubled', 'secondsToAnswer', 'secondsToWork', 'ended']),
        target: '0 acknowledged writes lost, the desk back by itself in ≤ 10 s',
        ok: !run.leftOut && run.clean,
      },
    ]
  },
}

/** Every route for every asker and case (S4), and the audit log tampered with (S15). */
export const walls: Part = {
  name: 'walls',
  async show(size, say) {
    const everybody = size.asked || size.full ? { AMENDS_TEST_MATRIX: 'all' } : {}
    const files = ['tests/security/isolation.test.ts', 'server/modules/audit', 'tests/log.canaries.test.ts']
    const lines: Line[] = []
    for (const file of files) {
      const tests = await runTests([file], everybody, say)
      const failed = tests.filter(({ passed }) => !passed).map(({ name }) => name)
      lines.push({
        name: file,
        figure: `${tests.length} tests, ${failed.length} failed ${failed.slice(0, 3).join('; ')}`,
        target: '0 leaks; every tampered row found; no planted word in a log',
        ok: tests.length > 0 && failed.length === 0,
      })
    }
    return lines
  },
}
