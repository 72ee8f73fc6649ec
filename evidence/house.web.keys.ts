import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { demo, type Stage } from '../tests/e2e/stage.ts'
import { type Line, percentile } from './line.ts'

interface TicketPage {
  readonly items: readonly { readonly id: string }[]
  readonly next: string | null
}

const limitMs = 100

/** From each key to the frame that shows its effect (Event Timing), with this many rows loaded in the list. */
export async function pressAndType(stage: Stage, rows: number): Promise<Line[]> {
  const agent = await stage.visit(demo.agent)
  const { page } = agent
  const copied = await lengthenList(page, rows)
  await agent.open('/inbox/all?order=recent')
  await page.getByRole('row').first().waitFor()
  const loaded = await loadRows(page, rows)
  const how = copied() > 0 ? `${loaded} rows, ${copied()} of them listed again` : `${loaded} rows`
  const list = page.getByRole('grid').locator('..')
  await list.evaluate((element) => {
    element.scrollTop = 0
  })
  await watchKeys(page)
  await page.getByRole('row').first().getByRole('link').click()
  await page.locator('textarea').waitFor()

  const moves = [...Array.from({ length: 30 }, () => 'KeyJ'), ...Array.from({ length: 30 }, () => 'KeyK')]
  const moved = await timed(page, moves, 40)
  const read = await timed(page, moves, 250)
  await page.locator('textarea').waitFor()
  await page.locator('textarea').focus()
  const typed = await timed(
    page,
    [...'thank you for your message i look into it and write to you by noon'].map(keyFor),
    40,
  )
  await agent.close()
  return [
    line(`J and K ×60, 25 a second, with ${how}`, moved, loaded >= rows),
    line(`J and K ×60, 4 a second, with ${how}`, read, loaded >= rows),
    line(`typing with ${how}`, typed, loaded >= rows),
  ]
}

const keyFor = (letter: string): string => (letter === ' ' ? 'Space' : `Key${letter.toUpperCase()}`)

function line(name: string, ms: readonly number[], all: boolean): Line {
  const p98 = percentile(ms, 0.98)
  const figure = `p50 ${percentile(ms, 0.5)} ms, p98 ${p98} ms, slowest ${Math.max(...ms)} ms`
  return { name, figure, target: `p98 ≤ ${limitMs} ms`, ok: all && p98 <= limitMs }
}

/**
 * When the stored tickets come to their end, their first pages come again under other ids until the list is as long as
 * wanted: the page cannot tell. Answers how many came so.
 */
async function lengthenList(page: Page, rows: number): Promise<() => number> {
  let given = 0
  let copies = 0
  let model: TicketPage['items'] = []
  await page.route('**/api/tickets?*', async (route) => {
    const after = new URL(route.request().url()).searchParams.get('after') ?? ''
    let answer: TicketPage
    if (after.startsWith('copy')) answer = { items: model.map((row) => ({ ...row, id: randomUUID() })), next: null }
    else answer = (await (await route.fetch()).json()) as TicketPage
    if (after === '') {
      given = 0
      model = answer.items
    }
    if (after.startsWith('copy')) copies += answer.items.length
    given += answer.items.length
    const next = answer.next ?? (given < rows ? `copy${given}` : null)
    await route.fulfill({ json: { ...answer, next } })
  })
  return () => copies
}

/** Scrolls to the end again and again until so many rows are there, as a person would with the End key. */
function loadRows(page: Page, rows: number): Promise<number> {
  return page.evaluate(async (rows) => {
    const grid = document.querySelector<HTMLElement>('[role=grid]')
    const box = grid?.parentElement
    const end = performance.now() + 60_000
    const count = (): number => {
      const height = document.querySelector<HTMLElement>('[role=row]')?.offsetHeight ?? 1
      return Math.round((grid?.offsetHeight ?? 0) / height)
    }
    while (count() < rows && performance.now() < end) {
      box?.scrollTo(0, box.scrollHeight)
      await new Promise(requestAnimationFrame)
    }
    return count()
  }, rows)
}

/** The browser notes each key's time to the next paint in the page's own record, by the moment it was pressed. */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted: { [pressedAt: string]: number } = {}
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[])
        if (/^key/.test(entry.name) && entry.interactionId) {
          const key = String(entry.interactionId)
          noted[key] = Math.max(noted[key] ?? 0, entry.duration)
        }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
    Object.assign(globalThis, { keysNoted: noted })
  })
}

/**
 * Presses one key after another, each held for so long: 40 ms is the pace of a key held down, at 250 every ticket passed
 * is opened. A key that the browser did not note took less than 16 ms.
 */
async function timed(page: Page, keys: readonly string[], heldMs: number): Promise<number[]> {
  const read = () =>
    page.evaluate(() => Object.entries((globalThis as unknown as { keysNoted: Record<string, number> }).keysNoted))
  const before = new Set((await read()).map(([id]) => id))
  for (const key of keys) await page.keyboard.press(key, { delay: heldMs })
  // Entries come after the paint they tell of: two frames and an idle moment later all are there.
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestIdleCallback(() => setTimeout(done, 300)))),
  )
  const noted = (await read()).flatMap(([id, ms]) => (before.has(id) ? [] : [ms]))
  return [...noted, ...Array.from({ length: Math.max(0, keys.length - noted.length) }, () => 16)]
}
