import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { type RunningDesk, startDesk } from './desk.ts'
import { type Buyers, isLetterTo, openPostOffice, type PostOffice, sendAsBuyer } from './post-office.ts'
import { type Look, openVisit, type Visit } from './visit.ts'

/** Whom the demo lets in; its password is shown on its sign-in page. */
export const demo = {
  agent: 'agent@demo.amends',
  manager: 'manager@demo.amends',
  password: 'demo-amends-2026',
} as const

const root = resolve(import.meta.dirname, '../..')

/** A running desk with demo data, the world that it writes to, and a browser to look at it. */
export interface Stage {
  readonly desk: RunningDesk
  readonly office: PostOffice
  /** Buyers who hand their mail to the built-in receiver, and whose letters end at the post office. */
  readonly buyers: Buyers
  readonly browser: Browser
  /** Somebody's own browser window, signed in. */
  visit(email: string, look?: Partial<Look>): Promise<Visit>
  close(): Promise<void>
}

/** Fills an empty data folder with demo data, by the command that its users have. */
export async function fillWithDemo(dataFolder: string, tickets: number): Promise<void> {
  const args = [join(root, 'run.mjs'), 'demo', '--tickets', String(tickets)]
  await promisify(execFile)('node', args, { cwd: root, env: { ...process.env, AMENDS_DATA: dataFolder } })
}

/** Opens a desk on a folder of its own, whose letters go to a post office that delivers to nobody. */
export async function openStage(options: { tickets?: number; browserArgs?: readonly string[] } = {}): Promise<Stage> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'amends-stage-'))
  const ends: (() => Promise<unknown>)[] = [() => rm(dataFolder, { recursive: true, force: true })]
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    await fillWithDemo(dataFolder, options.tickets ?? 60)
    const office = await openPostOffice()
    ends.push(() => office.close())
    const desk = await startDesk({ dataFolder, env: { AMENDS_REQUESTS_PER_MINUTE: '100000' } })
    ends.push(() => desk.stop())
    const browser = await openBrowser(options.browserArgs)
    ends.push(() => browser.close())
    const visit: Stage['visit'] = (email, look) =>
      openVisit(browser, desk.url, { email, password: demo.password }, look)
    const buyers: Buyers = {
      where: 'the sink',
      write: (mail) => sendAsBuyer(desk.smtpPort, mail),
      letterTo: (address) => office.until((mail) => isLetterTo(address, mail)),
    }
    const stage: Stage = { desk, office, buyers, browser, visit, close }
    await sendThroughOffice(stage)
    await sendOthersHome(stage)
    return stage
  } catch (error) {
    await close()
    throw error
  }
}

/** The manager names the post office as the outgoing server of every channel. */
async function sendThroughOffice({ office, visit }: Pick<Stage, 'office' | 'visit'>): Promise<void> {
  const manager = await visit(demo.manager)
  const { items } = await manager.get<{ items: { id: string; settings: object }[] }>('/api/channels?limit=100')
  const smtp = { host: '127.0.0.1', port: office.port, security: 'none', user: '' }
  for (const { id, settings } of items)
    await manager.send('PATCH', `/api/channels/${id}`, { settings: { ...settings, smtp } })
  await manager.close()
}

/** Everybody but the agent goes home, so that what comes in comes to the one whose inbox is looked at. */
async function sendOthersHome({ visit }: Pick<Stage, 'visit'>): Promise<void> {
  const agent = await visit(demo.agent)
  const { member } = await agent.get<{ member: { id: string } }>('/api/session')
  await agent.close()
  const manager = await visit(demo.manager)
  for (const { memberId } of await manager.get<{ memberId: string }[]>('/api/availabilities'))
    if (memberId !== member.id) await manager.send('PATCH', `/api/availabilities/${memberId}`, { state: 'off-duty' })
  await manager.close()
}
