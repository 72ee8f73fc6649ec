import { demo, type Stage } from '../tests/e2e/stage.ts'
import { type Line, percentile } from './line.ts'

const audits = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift']

/** Lighthouse on the agent's inbox, desktop, signed in: the median of three. */
export async function score({ desk, visit }: Stage, port: number): Promise<Line[]> {
  const { default: lighthouse, desktopConfig } = await import('lighthouse')
  const agent = await visit(demo.agent)
  const cookies = await agent.context.cookies()
  await agent.close()
  const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const performances: number[] = []
  const accessibilities: number[] = []
  let told = ''
  for (let run = 0; run < 3; run++) {
    const result = await lighthouse(
      `${desk.url}/inbox`,
      {
        port,
        output: 'json',
        logLevel: 'silent',
        onlyCategories: ['performance', 'accessibility'],
        extraHeaders: { Cookie },
        disableStorageReset: true,
      },
      desktopConfig,
    )
    if (!result || result.lhr.runtimeError) throw new Error(`Lighthouse: ${result?.lhr.runtimeError?.message}`)
    const { categories, audits: figures } = result.lhr
    performances.push(Math.round((categories.performance?.score ?? 0) * 100))
    accessibilities.push(Math.round((categories.accessibility?.score ?? 0) * 100))
    const failed = (categories.accessibility?.auditRefs ?? []).flatMap(({ id, weight }) =>
      weight > 0 && figures[id]?.score === 0 ? [id] : [],
    )
    told = [...audits.map((id) => `${id} ${figures[id]?.displayValue ?? '?'}`), ...failed].join(', ')
  }
  const performance = percentile(performances, 0.5)
  const accessibility = percentile(accessibilities, 0.5)
  return [
    {
      name: 'Lighthouse desktop, inbox signed in: performance',
      figure: `${performance}, median of ${performances.join(' ')} (last: ${told})`,
      target: '≥ 98',
      ok: performance >= 98,
    },
    {
      name: 'Lighthouse desktop, inbox signed in: accessibility',
      figure: String(accessibility),
      target: '100',
      ok: accessibility === 100,
    },
  ]
}
