import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What stands against using the page with any sense or hand, in one line each; all rules of axe-core. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(source)
  const found = await page.evaluate(async () => {
    // Colours of the theme before may still be told until what is new has been drawn.
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame)
    // A colour half-way through a fade is nobody's: what comes to an end by itself is waited for.
    const ending = document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime))
    await Promise.allSettled(ending.map(({ finished }) => finished))
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } }
    return (await axe.run()).violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.slice(0, 3).map(({ target }) => target.join(' ')),
      count: nodes.length,
    }))
  })
  return found.map(({ id, help, where, count }) => `${id} (${help}) ${count}×: ${where.join(' ; ')}`)
}

/** The page in light and dark, without loading it anew: the theme follows the system. */
export async function barriersInBothThemes(page: Page): Promise<string[]> {
  const all: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor()
    all.push(...(await barriers(page)).map((barrier) => `${colorScheme}: ${barrier}`))
  }
  return all
}
