import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type BrowserContext, chromium, type Page } from 'playwright-core'

/** How a page is looked at: width, theme and language. */
interface Look {
  readonly width: number
  readonly theme: 'light' | 'dark'
  readonly language: 'zh-CN' | 'en'
}

const looks: readonly Look[] = [1440, 390].flatMap((width) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    (['zh-CN', 'en'] as const).map((language) => ({ width, theme, language })),
  ),
)

const usage = `Pictures of pages, to be looked at before a release.

  node tools/screenshot.ts --base http://127.0.0.1:4400 --out shots [options] <path>...

  --email, --password   sign in first
  --look 1440-light-zh  only these looks (part of the name is enough); several by comma
  --press "j,Control+Enter"   keys pressed before the picture
  --click "text"        an element (by CSS or text=…) clicked before the picture; several by " ; "
  --wait 400            milliseconds before the picture
`

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      base: { type: 'string', default: 'http://127.0.0.1:4400' },
      out: { type: 'string', default: 'shots' },
      email: { type: 'string' },
      password: { type: 'string' },
      look: { type: 'string', default: '' },
      press: { type: 'string', default: '' },
      click: { type: 'string', default: '' },
      wait: { type: 'string', default: '400' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help || positionals.length === 0) {
    console.log(usage)
    return
  }
  mkdirSync(values.out, { recursive: true })
  const browser = await openBrowser()
  try {
    for (const look of looks.filter((look) => values.look.split(',').some((part) => nameOf(look).includes(part)))) {
      const context = await browser.newContext({
        viewport: { width: look.width, height: look.width < 600 ? 844 : 900 },
        colorScheme: look.theme,
        locale: look.language,
        timezoneId: 'Asia/Shanghai',
        hasTouch: look.width < 600,
      })
      await prepare(context, look)
      const page = await context.newPage()
      page.on('console', (message) => {
        if (message.type() === 'error') console.log(`  console: ${message.text()}`)
      })
      page.on('pageerror', (error) => console.log(`  page error: ${error.message}`))
      if (values.email && values.password) await signIn(page, values.base, values.email, values.password, look)
      for (const path of positionals) {
        await page.goto(new URL(path, values.base).href)
        // The live stream keeps the network busy for ever: the frame of the page is what to wait for.
        await page.waitForSelector('main')
        await page.waitForTimeout(700)
        for (const target of values.click.split(' ; ').filter(Boolean)) await page.locator(target).first().click()
        for (const keys of values.press.split(',').filter(Boolean)) await page.keyboard.press(keys)
        await page.waitForTimeout(Number(values.wait))
        const file = join(
          values.out,
          `${path.replace(/[^\w]+/g, '-').replace(/^-|-$/g, '') || 'home'}-${nameOf(look)}.png`,
        )
        await page.screenshot({ path: file })
        console.log(file)
      }
      await context.close()
    }
  } finally {
    await browser.close()
  }
}

const nameOf = ({ width, theme, language }: Look): string => `${width}-${theme}-${language === 'en' ? 'en' : 'zh'}`

/** The installed Chromium, or the one that npm brings. */
async function openBrowser() {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-sync',
  ]
  const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
  if (installed) return chromium.launch({ executablePath: installed, args })
  const { default: packed } = await import('@sparticuz/chromium')
  return chromium.launch({ executablePath: await packed.executablePath(), args: [...packed.args, ...args] })
}

/** The look is set as the person would have set it, in this browser. */
async function prepare(context: BrowserContext, look: Look): Promise<void> {
  await context.addInitScript(
    ([theme, language]) => {
      if (!localStorage.getItem('amends.preferences'))
        localStorage.setItem('amends.preferences', JSON.stringify({ theme, language }))
    },
    [look.theme, look.language],
  )
}

/** Signs in and makes the member's profile speak the wanted language, which else would win. */
async function signIn(page: Page, base: string, email: string, password: string, look: Look): Promise<void> {
  const headers = { origin: base }
  await page.request.post(`${base}/api/session`, { headers, data: { email, password } })
  await page.request.patch(`${base}/api/profile`, { headers, data: { language: look.language } })
}

await main()
