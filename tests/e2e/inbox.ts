import type { Locator, Page } from 'playwright-core'

/** The row of the list that holds these words. */
export const rowWith = (page: Page, words: string): Locator => page.getByRole('row').filter({ hasText: words }).first()

/** What was said by whom, as the thread shows it. */
export const said = (page: Page, by: 'Message from' | 'Answer by' | 'Internal note by'): Locator =>
  page.getByRole('article', { name: new RegExp(`^${by}`) })

/** The field that the answer is written in. */
export const answerField = (page: Page): Locator => page.getByRole('textbox', { name: 'Reply' })

/** When the row with these words is first drawn, by the clock of this machine in milliseconds. Looked for at every frame. */
export function whenShown(page: Page, words: string, patienceMs = 20_000): Promise<number> {
  return page.evaluate(
    ([words, patienceMs]) =>
      new Promise<number>((done, fail) => {
        const end = Date.now() + patienceMs
        const look = (): void => {
          const rows = [...document.querySelectorAll('[role=row]')]
          if (rows.some((row) => row.textContent?.includes(words))) done(Date.now())
          else if (Date.now() > end) fail(new Error(`no row with "${words}" in ${patienceMs} ms`))
          else requestAnimationFrame(look)
        }
        look()
      }),
    [words, patienceMs] as const,
  )
}

/** Counts every key that goes down in the page from now on, Ctrl and Shift too; asking for the count ends it. */
export async function countKeys(page: Page): Promise<() => Promise<number>> {
  const counter = await page.evaluateHandle(() => {
    const pressed: string[] = []
    const hear = (event: KeyboardEvent) => pressed.push(event.code)
    addEventListener('keydown', hear, true)
    return { pressed, stop: () => removeEventListener('keydown', hear, true) }
  })
  return () =>
    counter.evaluate(({ pressed, stop }) => {
      stop()
      return pressed.length
    })
}

/** Goes to the answer by its key, and is there before anything is typed: a letter beside the field would be a command. */
export async function beginAnswer(page: Page): Promise<void> {
  await page.keyboard.press('r')
  await page.locator('textarea:focus').waitFor()
}

/** Opens the ticket of a row and waits until one can answer it, with a letter suggested. */
export async function openTicket(page: Page, words: string): Promise<string> {
  await rowWith(page, words).getByRole('link').click()
  await page.getByRole('heading', { name: words }).or(answerField(page)).first().waitFor()
  await answerField(page).waitFor()
  await page.getByRole('button', { name: 'Use this letter' }).waitFor()
  return page.url().split('/').at(-1)?.split('?')[0] ?? ''
}

/** Waits until a field holds a text that fits. */
export async function untilText(field: Locator, fits: (text: string) => boolean, patienceMs = 10_000): Promise<string> {
  const end = Date.now() + patienceMs
  for (;;) {
    const text = await field.inputValue()
    if (fits(text)) return text
    if (Date.now() > end) throw new Error(`the field still says: ${text.slice(0, 200)}`)
    await field.page().evaluate(() => new Promise(requestAnimationFrame))
  }
}
