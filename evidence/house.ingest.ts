import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { fingerprint } from '../server/platform/mail/fingerprint.ts'
import { mailLimits } from '../server/platform/mail/limits.ts'
import { readMail } from '../server/platform/mail/read.ts'
import { type ApiCaller, setUpDesk } from '../tests/e2e/api.ts'
import { startDesk } from '../tests/e2e/desk.ts'
import type { Line, Part } from './line.ts'

const shared = resolve(import.meta.dirname, '../../shared/data/mail')
const fixtures = resolve(import.meta.dirname, '../server/modules/channels/fixtures')
const address = 'all@desk.test'

interface Row {
  id: string
  orderNumber: string | null
  marketplaceKind: string
}
interface Said {
  direction: string
  text: string
}
interface Page<Item> {
  items: Item[]
  next: string | null
}

/** Real and marketplace-shaped mails handed to the running desk by SMTP: each becomes one message, on the right ticket. */
export const ingest: Part = {
  name: 'ingest',
  async show(_size, say) {
    const desk = await startDesk()
    try {
      const api = await setUpDesk(desk.url)
      await api.call('POST', '/api/channels', { kind: 'receiver', name: 'All', address, storeId: null, settings: {} })
      const lines = [await marketplaceMails(api, desk.smtpPort, say)]
      if (existsSync(shared)) lines.push(await everyMail(api, desk.smtpPort, say))
      return lines
    } finally {
      await desk.stop()
    }
  },
}

/** Hands raw bytes over as a mail server would; resolves when the desk has taken them. */
async function handOver(port: number, raw: Buffer): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  try {
    await transport.sendMail({ envelope: { from: 'someone@example.test', to: [address] }, raw })
  } finally {
    transport.close()
  }
}

async function everyTicket(api: ApiCaller): Promise<Row[]> {
  const rows: Row[] = []
  for (let after = ''; ; ) {
    const page = await api.call<Page<Row>>('GET', `/api/tickets?view=all&order=recent&limit=100${after}`)
    rows.push(...page.items)
    if (!page.next) return rows
    after = `&after=${page.next}`
  }
}

async function inboundOf(api: ApiCaller, ticketId: string): Promise<Said[]> {
  const page = await api.call<Page<Said>>('GET', `/api/tickets/${ticketId}/messages?limit=100`)
  return page.items.filter(({ direction }) => direction === 'inbound')
}

/** How many mails have become a message or lie in quarantine. */
async function settled(api: ApiCaller): Promise<{ messages: number; quarantined: number }> {
  let messages = 0
  for (const { id } of await everyTicket(api)) messages += (await inboundOf(api, id)).length
  const aside = await api.call<Page<object>>('GET', '/api/quarantined-mails?limit=100')
  return { messages, quarantined: aside.items.length }
}

async function untilSettled(api: ApiCaller, wanted: number): Promise<{ messages: number; quarantined: number }> {
  for (let tries = 0; ; tries++) {
    const now = await settled(api)
    if (now.messages + now.quarantined >= wanted || tries > 20) return now
    await pause(500)
  }
}

interface Shaped {
  file: string
  thread: string
  marketplaceKind: string
  orderNumber: string | null
  visible: string
}

/** Which of the forty mails stand on the same ticket as the others of their thread, and on no other's. */
async function marketplaceMails(api: ApiCaller, port: number, say: (line: string) => void): Promise<Line> {
  const cases = JSON.parse(readFileSync(join(fixtures, 'expected.json'), 'utf8')) as Shaped[]
  say(`${cases.length} Amazon- and eBay-shaped mails`)
  for (const { file } of cases) await handOver(port, readFileSync(join(fixtures, file)))
  await untilSettled(api, cases.length)
  const places = new Map<string, Row>()
  const bare = (text: string) => text.replace(/\s+/g, ' ').trim()
  for (const row of await everyTicket(api))
    for (const said of await inboundOf(api, row.id)) {
      const found = cases.find(({ visible, file }) => !places.has(file) && bare(visible) === bare(said.text))
      if (found) places.set(found.file, row)
    }
  const isRight = (each: Shaped) => {
    const place = places.get(each.file)
    return (
      place !== undefined &&
      cases.every((other) => (other.thread === each.thread) === (places.get(other.file)?.id === place.id))
    )
  }
  const wrong = cases.filter((each) => !isRight(each)).map(({ file }) => file)
  return {
    name: 'Amazon- and eBay-shaped mails on the right ticket',
    figure: `${cases.length - wrong.length} of ${cases.length}${wrong.length > 0 ? ` (not: ${wrong.join(', ')})` : ''}`,
    target: 'all 40',
    ok: wrong.length === 0,
  }
}

/** The same mail makes one message, however often it comes: by the mark that the desk itself goes by. */
function distinct(raws: readonly Buffer[]): number {
  return new Set(raws.map((raw, at) => (readMail(raw, mailLimits).mail?.messageId ? fingerprint(raw) : `mail ${at}`)))
    .size
}

async function everyMail(api: ApiCaller, port: number, say: (line: string) => void): Promise<Line> {
  const files = readdirSync(shared, { recursive: true, withFileTypes: true }).filter(
    (file) => file.isFile() && /\.(eml|box|txt)$|^[^.]+$/.test(file.name) && file.name !== 'README',
  )
  const raws = files.map((file) => readFileSync(join(file.parentPath, file.name)))
  const wanted = distinct(raws)
  say(`${files.length} collected mails`)
  const before = await settled(api)
  for (const raw of raws) await handOver(port, raw)
  const after = await untilSettled(api, before.messages + before.quarantined + wanted)
  const made = { messages: after.messages - before.messages, quarantined: after.quarantined - before.quarantined }
  const lost = wanted - made.messages - made.quarantined
  return {
    name: 'collected mails handed over by SMTP',
    figure: `${files.length} taken (${files.length - wanted} of them second copies), ${made.messages} messages, ${made.quarantined} in quarantine, ${lost} lost`,
    target: '0 crashes, 0 lost',
    ok: lost === 0,
  }
}
