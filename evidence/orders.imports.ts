import { fault } from './ground.program.ts'
import type { Line, Part } from './line.ts'

const sizes = {
  quick: { lines: 50_000, units: 10_000 },
  asked: { lines: 1_000_000, units: 200_000 },
}
/** Rows a second at the least, and megabytes above what the process holds when idle at the most. */
const limits = { rowsPerSecond: 20_000, megabytesAbove: 150 }

interface ReportFigures {
  readonly rows: number
  readonly rowsPerSecond: number
  readonly againPerSecond: number
  readonly followedSeconds: number
  readonly apiMegabytesAbove: number
  readonly workerMegabytesAbove: number
  readonly killedAt: number
  readonly killedSeconds: number
}

/** Large reports: how fast, in how much memory, the same again and after a kill, with the sums that SQL finds in the file. */
export const imports: Part = {
  name: 'imports',
  async show({ asked, full }, say) {
    const { lines, units } = asked || full ? sizes.asked : sizes.quick
    const run = await fault('imports', ['--lines', String(lines), '--units', String(units)], say)
    const reports = { 'order lines': run.orders as ReportFigures, returns: run.returns as ReportFigures }
    return [
      ...Object.entries(reports).flatMap(([name, report]): Line[] => [
        {
          name: `${report.rows} ${name}: pace`,
          figure: `${report.rowsPerSecond} rows/s, the same again ${report.againPerSecond} rows/s; what follows done after ${report.followedSeconds} s`,
          target: `≥ ${limits.rowsPerSecond} rows/s`,
          ok: report.rowsPerSecond >= limits.rowsPerSecond,
        },
        {
          name: `${report.rows} ${name}: memory above idle`,
          figure: `api ${report.apiMegabytesAbove} MB, worker ${report.workerMegabytesAbove} MB`,
          target: `≤ ${limits.megabytesAbove} MB`,
          ok: Math.max(report.apiMegabytesAbove, report.workerMegabytesAbove) <= limits.megabytesAbove,
        },
      ]),
      {
        name: 'twice, killed half-way and resumed, summed up by SQL over the file',
        figure: `${run.lost} lost, ${run.unequal} unequal, ${run.miscounted} sums differ; killed at ${reports['order lines'].killedAt} and ${reports.returns.killedAt}`,
        target: 'the same result, no change, equal sums',
        ok: run.clean,
      },
    ]
  },
}
