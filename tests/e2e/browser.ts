import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** As root and in containers Chromium needs these; none of its own services may call out. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The installed Chromium, else the one that npm brings; its path, and the arguments it wants. */
export async function chromiumHere(): Promise<{ executablePath: string; args: string[] }> {
  const installed = [
    process.env.AMENDS_TEST_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path && existsSync(path))
  if (installed) return { executablePath: installed, args: quiet }
  const { default: packed } = await import('@sparticuz/chromium')
  return { executablePath: await packed.executablePath(), args: [...packed.args, ...quiet] }
}

/** A real browser without a window. */
export async function openBrowser(extra: readonly string[] = []): Promise<Browser> {
  const { executablePath, args } = await chromiumHere()
  return chromium.launch({ executablePath, args: [...args, ...extra] })
}
