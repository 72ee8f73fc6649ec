import type { Page } from 'playwright-core'
import { barriersInBothThemes } from '../tests/e2e/axe.ts'
import { demo, type Stage } from '../tests/e2e/stage.ts'
import { type Look, openVisit, type Visit } from '../tests/e2e/visit.ts'
import type { Line } from './line.ts'

/** A page, or a state of one, and how to come there. */
interface Place {
  readonly name: string
  readonly go: (visit: Visit) => Promise<void>
}

const looks: readonly Pick<Look, 'width' | 'language'>[] = [
  { width: 1440, language: 'en' },
  { width: 1440, language: 'zh-CN' },
  { width: 390, language: 'en' },
  { width: 390, language: 'zh-CN' },
]

/**
 * axe-core on every page, in both themes and languages, on a desk and on a phone. The quick form looks at the phone in
 * one language only.
 */
export async function barriersOfAllPages(stage: Stage, full: boolean, say: (line: string) => void): Promise<Line[]> {
  const found = new Map<string, string[]>()
  let looked = 0
  for (const look of full ? looks : looks.slice(0, 3)) {
    const manager = await stage.visit(demo.manager, look)
    const places = [...inbox(look.width), ...(await settingsOf(manager)), { name: 'home', go: open('/') }]
    for (const place of places) {
      await place.go(manager)
      looked += await lookAt(manager.page, `${place.name} ${look.width} ${look.language}`, found)
    }
    await manager.close()
    const stranger = await openVisit(stage.browser, stage.desk.url, null, look)
    await open('/login')(stranger)
    await stranger.page.locator('form').waitFor()
    looked += await lookAt(stranger.page, `sign-in ${look.width} ${look.language}`, found)
    await stranger.close()
    say(`${looked} looks so far`)
  }
  const all = [...found].map(
    ([barrier, where]) => `${barrier} [${where.slice(0, 4).join(', ')}, ${where.length} in all]`,
  )
  const figure = all.length === 0 ? `0 in ${looked} looks` : `${all.length} kinds: ${all.join(' || ')}`
  return [{ name: 'axe-core, every page × theme × language', figure, target: '0 violations', ok: all.length === 0 }]
}

async function lookAt(page: Page, where: string, found: Map<string, string[]>): Promise<number> {
  for (const barrier of await barriersInBothThemes(page)) found.set(barrier, [...(found.get(barrier) ?? []), where])
  return 2
}

const open = (path: string) => async (visit: Visit) => {
  await visit.open(path)
  await settled(visit.page)
}

/** Nothing is being fetched for the first time any more. */
async function settled(page: Page): Promise<void> {
  // A page that comes by itself when it is asked for is not there yet; one without a heading never will be, and axe says so.
  await page
    .locator('h1')
    .first()
    .waitFor({ state: 'attached', timeout: 5_000 })
    .catch(() => undefined)
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true], .animate-pulse'))
}

/** The inbox with and without a ticket, and what opens over it. Keys work in every language of the screen. */
function inbox(width: number): Place[] {
  const list = async (visit: Visit) => {
    await open('/inbox/all')(visit)
    await visit.page.getByRole('row').first().waitFor()
  }
  const ticket = async (visit: Visit) => {
    await list(visit)
    await visit.page.getByRole('row').first().getByRole('link').click()
    await visit.page.locator('textarea').waitFor()
    await visit.page.getByRole('article').first().waitFor()
    await settled(visit.page)
  }
  const press = (keys: string, opened: string, before: (visit: Visit) => Promise<void>) => async (visit: Visit) => {
    await before(visit)
    await visit.page.keyboard.press(keys)
    await visit.page.locator(opened).first().waitFor()
    await settled(visit.page)
  }
  const places: Place[] = [
    { name: 'inbox', go: list },
    { name: 'ticket', go: ticket },
    {
      name: 'templates',
      go: async (visit) => {
        await ticket(visit)
        await visit.page.locator('textarea').focus()
        await visit.page.keyboard.press('Slash')
        await visit.page.getByRole('option').first().waitFor()
        await settled(visit.page)
      },
    },
  ]
  // A phone has no keys to open these with.
  if (width < 600) return places
  return [
    ...places,
    { name: 'palette', go: press('Control+KeyK', '[role=dialog]', list) },
    { name: 'key sheet', go: press('Shift+Slash', '[role=dialog]', list) },
    { name: 'resolve', go: press('KeyE', '[role=dialog]', ticket) },
    { name: 'snooze', go: press('KeyH', '[role=menu],[role=dialog]', ticket) },
    { name: 'assign', go: press('KeyA', '[role=listbox],[role=menu],[role=dialog]', ticket) },
  ]
}

/** Every page of the settings' menu, as the manager finds it there. */
async function settingsOf(visit: Visit): Promise<Place[]> {
  await open('/settings')(visit)
  const links = visit.page.locator('nav a[href^="/settings/"]')
  await links.first().waitFor({ state: 'attached' })
  const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  return [...new Set(paths)].map((path) => ({ name: path.slice(1), go: open(path) }))
}
