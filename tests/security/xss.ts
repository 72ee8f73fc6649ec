import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { cleanBody } from '../../server/platform/mail/clean.ts'
import { mailLimits } from '../../server/platform/mail/limits.ts'
import { parseMail } from '../../server/platform/mail/parse.ts'
import { readMail } from '../../server/platform/mail/read.ts'
import { demo, openStage, type Stage } from '../e2e/stage.ts'
import { fillSinks, markOf, type Shown, type Sink, sinks } from './sinks.ts'
import { openWatched, type Watched } from './watched.ts'

const shared = resolve(import.meta.dirname, '../../../shared/data')
const corpus = join(shared, 'hostile/xss.jsonl')

/** The collected mails of other desks, beside the project in the workshop; none where they are not here. */
export function collectedMails(): Buffer[] {
  const folder = join(shared, 'mail')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !/\.(?:json|md)$|^\.|LICENSE/.test(file.name))
    .map((file) => readFileSync(join(file.parentPath, file.name)))
}

/** The collected payloads, or only those that do run where nobody stops them; none where the collection is not here. */
export function collectedPayloads(which: 'all' | 'live'): string[] {
  if (!existsSync(corpus)) return []
  return readFileSync(corpus, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { payload: string; live?: boolean })
    .filter(({ live }) => which === 'all' || live)
    .map(({ payload }) => payload)
}

/** Evenly spread over a list. */
export const sampleOf = <One>(all: readonly One[], count: number): One[] =>
  all.filter((_, at) => Math.floor((at * count) / all.length) !== Math.floor(((at - 1) * count) / all.length))

export interface XssRun {
  /** Payloads and mails. */
  readonly shown: number
  /** How many of them each sink has really shown. */
  readonly rendered: Readonly<Record<Sink, number>>
  /** Mail bodies that stood in their frame as the sender wrote them. */
  readonly untouched: number
  readonly executions: readonly string[]
  readonly outsideRequests: readonly string[]
  /** Payloads and mails that held up a window of their own for longer than its time. */
  readonly stuck: number
}

/** Were there more in one window, a payload that gets through could take the others with it. */
const perWindow = 60
/** Three pages of sixty payloads take some seconds; whoever loops or waits takes for ever. */
const capMs = 60_000

/** What is shown: payloads in every sink, and the bodies of whole mails in the frame for mails. */
export interface Hostile {
  readonly payloads: readonly string[]
  readonly mails?: readonly Buffer[]
  /** Off: mail bodies reach the page as the sender wrote them, and the page's own cleaner does nothing. */
  readonly cleaner: 'on' | 'off'
}

/**
 * Shows every payload in every sink of the screen in a real browser (ENGINEERING S1); with the cleaner off the mail's
 * frame, the content security policy and React's escaping must hold alone (S2). Mails are opened as their senders laid
 * them out, and nothing may be asked for outside (M8). Without a stage it opens its own.
 */
export async function xssInSinks({ payloads, mails = [], cleaner }: Hostile, stage?: Stage): Promise<XssRun> {
  const letters = mails.map((raw) => htmlOf(raw, cleaner)).filter((html) => html !== '')
  const cleaned = (html: string) =>
    cleaner === 'off' ? html : (cleanBody([{ plain: undefined, html }], [], mailLimits).html ?? '')
  const words = [...payloads, ...letters.map((_, at) => `mail ${at}`)]
  return show({ words, bodies: [...payloads.map(cleaned), ...letters] }, { purifies: cleaner === 'on' }, stage)
}

/** The HTML of a mail; empty where it has none or cannot be read, and there is nothing to open. */
function htmlOf(raw: Buffer, cleaner: 'on' | 'off'): string {
  const html = readMail(raw, mailLimits).mail?.body.html ?? ''
  if (html === '' || cleaner === 'on') return html
  return parseMail(raw, mailLimits)
    .sections.map((section) => section.html ?? '')
    .join('\n')
}

async function show(shown: Shown, how: { readonly purifies: boolean }, given?: Stage): Promise<XssRun> {
  const stage = given ?? (await openStage({ tickets: 10 }))
  try {
    const manager = await stage.visit(demo.manager)
    const first = async (list: string) => (await manager.get<{ items: { id: string }[] }>(list)).items[0]?.id ?? ''
    const ticketId = await first('/api/tickets?view=all&limit=1')
    const templateId = await first('/api/templates?limit=1')
    const cookies = await manager.context.cookies()
    await manager.close()
    const total = {
      rendered: Object.fromEntries(sinks.map((sink) => [sink, 0])) as Record<Sink, number>,
      untouched: 0,
      executions: [] as string[],
      outsideRequests: [] as string[],
      stuck: 0,
    }
    const batches: Shown[] = []
    for (let from = 0; from < shown.words.length; from += perWindow) batches.push(partOf(shown, from, from + perWindow))
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      // Tall enough for the virtual list to draw all its rows.
      const height = 1_000 + 100 * batch.words.length
      const window = await openWatched(stage.browser, { cookies, height, ...how })
      const seen = showBatch(window, stage.desk.url, { ticketId, templateId }, batch)
      const found = await Promise.race([seen.catch(() => undefined), pause(capMs, undefined, { ref: false })])
      await window.close()
      await seen.catch(() => undefined)
      total.executions.push(...window.executions)
      total.outsideRequests.push(...window.outside)
      if (!found) {
        // Which of them held the window up, or whether only the machine did, is told by showing each half alone.
        const half = Math.ceil(batch.words.length / 2)
        if (batch.words.length === 1) total.stuck += 1
        else batches.unshift(partOf(batch, 0, half), partOf(batch, half, batch.words.length))
        continue
      }
      for (const sink of sinks) total.rendered[sink] += found.rendered[sink]
      total.untouched += found.untouched
    }
    return { shown: shown.words.length, ...total }
  } finally {
    if (!given) await stage.close()
  }
}

const partOf = ({ words, bodies }: Shown, from: number, to: number): Shown => ({
  words: words.slice(from, to),
  bodies: bodies.slice(from, to),
})

interface Places {
  readonly ticketId: string
  readonly templateId: string
}

async function showBatch(
  { context, page, executions }: Watched,
  url: string,
  { ticketId, templateId }: Places,
  batch: Shown,
) {
  await fillSinks(context, batch)
  const marks = new Set<string>()
  const look = async () => {
    for (const mark of await marksOn(page)) marks.add(mark)
  }
  await page.goto(`${url}/inbox/all/${ticketId}`)
  await page.getByText(markOf('note', batch.words.length - 1)).waitFor()
  await page.getByRole('button', { name: 'Show as formatted' }).evaluateAll((all) => {
    for (const button of all) (button as HTMLElement).click()
  })
  const shown = batch.bodies.filter((body) => body !== undefined).length
  await page.waitForFunction((count) => document.querySelectorAll('iframe[srcdoc]').length === count, shown)
  for (const frame of page.frames().slice(1)) await frame.waitForLoadState('load')
  await look()
  const lax = await page.locator('iframe:not([sandbox=""])').count()
  if (lax > 0) executions.push(`${lax} frames that might let scripts run`)
  const documents = await page
    .locator('iframe')
    .evaluateAll((all) => all.map((one) => one.getAttribute('srcdoc') ?? ''))
  await touch(page)
  const last = batch.words.length - 1
  await page.goto(`${url}/settings/templates/${templateId}`)
  await page.getByText(markOf('template', last)).first().waitFor()
  await look()
  await page.goto(`${url}/settings/stores`)
  await page.getByText(markOf('store', 0)).first().waitFor()
  await look()
  const rendered = Object.fromEntries(
    sinks.map((sink) => [sink, batch.words.filter((_, at) => marks.has(markOf(sink, at))).length]),
  ) as Record<Sink, number>
  const untouched = batch.bodies.filter((body, at) =>
    documents.some((document) => document.includes(`${markOf('mail-body', at)}</p>${body}`)),
  ).length
  return { rendered, untouched }
}

/** What of the marks stands on the page: as words, in fields, or in the document of a mail's frame. */
async function marksOn(page: Page): Promise<string[]> {
  const text = await page.evaluate(() =>
    [
      document.body.textContent,
      ...[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
      ...[...document.querySelectorAll('iframe')].map((frame) => frame.srcdoc),
    ].join('\n'),
  )
  return [...text.matchAll(/⟦[a-z-]+ \d+⟧/g)].map(([mark]) => mark)
}

/** Some wait for a hand: the pointer goes over every mail and presses where its first words are. */
async function touch(page: Page): Promise<void> {
  const boxes = await page
    .locator('iframe')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ x, y }) => ({ x, y })))
  const height = page.viewportSize()?.height ?? 0
  for (const { x, y } of boxes.filter(({ y }) => y > 0 && y < height - 100)) {
    await page.mouse.move(x + 30, y + 60)
    await page.mouse.click(x + 40, y + 70)
  }
}
