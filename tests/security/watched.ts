import type { Browser, BrowserContext, Page } from 'playwright-core'

/** A browser window in which nothing can happen unseen. */
export interface Watched {
  readonly context: BrowserContext
  readonly page: Page
  /** What ran that nobody of the desk wrote: dialogs, windows, ways out of the page. */
  readonly executions: string[]
  /** Addresses beyond this machine that something asked for; none of them is reached. */
  readonly outside: string[]
  close(): Promise<void>
}

interface Look {
  /** Of somebody who is signed in. */
  readonly cookies?: Awaited<ReturnType<BrowserContext['cookies']>>
  readonly height?: number
  readonly purifies?: boolean
}

const sign = '⟦executed⟧'

/**
 * Opens a window that tells of every dialog, window and navigation that a payload could bring about, in whatever frame,
 * and lets no request out. `purifies: false` makes the cleaner of the page believe that this browser is too old for it:
 * it then hands back what it was given.
 */
export async function openWatched(
  browser: Browser,
  { cookies, height = 900, purifies = true }: Look = {},
): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width: 1440, height },
    locale: 'en',
    reducedMotion: 'reduce',
  })
  const executions: string[] = []
  const outside: string[] = []
  if (cookies) await context.addCookies(cookies)
  await context.addInitScript((sign) => {
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
      Object.defineProperty(window, name, { value: (...words: unknown[]) => console.debug(sign, name, ...words) })
  }, sign)
  if (!purifies)
    await context.addInitScript(() =>
      Object.defineProperty(DOMImplementation.prototype, 'createHTMLDocument', { value: undefined }),
    )
  await context.route(isOutside, (route) => {
    outside.push(route.request().url())
    return route.abort()
  })
  const page = await context.newPage()
  context.on('page', (other) => {
    executions.push(`window ${other.url()}`)
    void other.close()
  })
  page.on('console', (message) => {
    const said = message.text()
    if (said.startsWith(sign)) executions.push(said.slice(sign.length + 1))
    // No script of ours gets into a frame without origin; there Chromium itself says that somebody called.
    const ignored = /^Ignored call to '(\w+)\(\)'/.exec(said)?.[1]
    if (ignored) executions.push(`${ignored} in a frame`)
  })
  page.on('dialog', (dialog) => {
    executions.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame() && isOutside(new URL(frame.url()))) executions.push(`left for ${frame.url()}`)
  })
  return { context, page, executions, outside, close: () => context.close() }
}

/** Everything but this machine and what stands in the address itself. */
const isOutside = ({ protocol, hostname }: URL): boolean =>
  !['data:', 'blob:', 'about:'].includes(protocol) && !['127.0.0.1', 'localhost'].includes(hostname)
