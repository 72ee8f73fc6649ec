import { join, resolve } from 'node:path'
import { freePort } from '../tests/e2e/desk.ts'
import { openStage } from '../tests/e2e/stage.ts'
import { measure } from '../tools/web-size.ts'
import { barriersOfAllPages } from './house.web.axe.ts'
import { pressAndType } from './house.web.keys.ts'
import { score } from './house.web.lighthouse.ts'
import type { Line, Part } from './line.ts'

/** The page itself: how much it fetches, how quickly it comes, who can use it, how quickly it answers keys. */
export const web: Part = {
  name: 'web',
  async show(size, say) {
    const debugPort = await freePort()
    // 5,000 tickets take the demo some minutes: the quick form stores fewer and lists them again under other ids.
    const stored = size.full ? 5_000 : 600
    say(`a desk with ${stored} tickets`)
    const stage = await openStage({ tickets: stored, browserArgs: [`--remote-debugging-port=${debugPort}`] })
    try {
      const lines = sizes()
      say('Lighthouse, three times')
      lines.push(...(await orShort('Lighthouse', () => score(stage, debugPort))))
      say('keys and typing with 5,000 rows')
      lines.push(...(await orShort('keys and typing', () => pressAndType(stage, 5_000))))
      say('axe-core on every page')
      lines.push(...(await orShort('axe-core', () => barriersOfAllPages(stage, size.full, say))))
      return lines
    } finally {
      await stage.close()
    }
  },
}

/** One measurement that fails is short by itself; what the others found still counts. */
async function orShort(name: string, measured: () => Promise<Line[]>): Promise<Line[]> {
  try {
    return await measured()
  } catch (error) {
    return [{ name, figure: `failed: ${String(error).slice(0, 600)}`, target: 'no failure', ok: false }]
  }
}

/** The starting of the desk has built the page anew if it was stale. */
function sizes(): Line[] {
  const measured = measure(join(resolve(import.meta.dirname, '..'), 'dist/web'))
  const words = measured.map(({ page, kib }) => `${page} ${kib.toFixed(1)}`).join(', ')
  const most = Math.max(...measured.map(({ kib }) => kib))
  const verdict = most <= 180 ? 'within the goal' : 'over the goal'
  return [
    {
      name: 'JS and CSS of a first page',
      figure: `${words} KiB gzip, ${verdict}`,
      target: '≤ 200 KiB, goal 180',
      ok: most <= 200,
    },
  ]
}
