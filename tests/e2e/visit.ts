import type { Browser, BrowserContext, Page } from 'playwright-core'

/** How a page is looked at. */
export interface Look {
  readonly width: number
  readonly theme: 'light' | 'dark'
  readonly language: 'zh-CN' | 'en'
}

const usual: Look = { width: 1440, theme: 'light', language: 'en' }

/** A person's browser window, and their own door to the API. */
export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** What the page has complained about: uncaught errors, and errors on its console. */
  readonly complaints: readonly string[]
  /** Addresses asked for that are not the desk's. */
  readonly strangers: readonly string[]
  /** Opens an address of the desk and waits until its frame stands. */
  open(path: string): Promise<void>
  get<Answer>(path: string): Promise<Answer>
  send<Answer>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<Answer>
  close(): Promise<void>
}

/** Opens a window on the desk; signed in when somebody is named, their screen in the language of the look. */
export async function openVisit(
  browser: Browser,
  url: string,
  person: { readonly email: string; readonly password: string } | null,
  wanted: Partial<Look> = {},
): Promise<Visit> {
  const look = { ...usual, ...wanted }
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.width < 600 ? 844 : 900 },
    colorScheme: look.theme,
    locale: look.language,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  const strangers: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`)
  })
  page.on('request', (request) => {
    if (!/^(data|blob|about):/.test(request.url()) && !request.url().startsWith(url)) strangers.push(request.url())
  })
  const send: Visit['send'] = async (method, path, body) => {
    const answer = await context.request.fetch(`${url}${path}`, {
      method,
      headers: { origin: url },
      ...(body ? { data: body } : {}),
    })
    const text = await answer.text()
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${text.slice(0, 500)}`)
    return (text === '' ? undefined : JSON.parse(text)) as never
  }
  if (person) {
    await send('POST', '/api/session', person)
    await send('PATCH', '/api/profile', { language: look.language })
  }
  return {
    page,
    context,
    complaints,
    strangers,
    open: async (path) => {
      await page.goto(`${url}${path}`)
      await page.locator('main').first().waitFor()
    },
    get: async (path) => {
      const answer = await context.request.get(`${url}${path}`)
      if (!answer.ok()) throw new Error(`GET ${path}: ${answer.status()} ${(await answer.text()).slice(0, 500)}`)
      return (await answer.json()) as never
    },
    send,
    close: () => context.close(),
  }
}
