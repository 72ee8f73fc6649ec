import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { openSmtpPeer } from '../tests/setup/smtp-peer.ts'
import type { Bed, Measurement } from './bed.ts'
import { figure } from './figure.ts'

const address = 'ingest@bench.example'
const connections = 8
/** Handed over before it counts, so that the workers' code is compiled as in a desk that has been up for some minutes. */
const warmUp = 600
/** A mail that has become no message in this time is lost. */
const patienceMs = 600_000

/**
 * Mails handed over by LMTP, each as a ticket of its own that is confirmed to its buyer, with two worker processes. The
 * ledger of Message-IDs says when the last of them is a message, and that each is one.
 */
export const ingest: Measurement = {
  name: 'ingest',
  async measure(bed) {
    const peer = await openSmtpPeer()
    try {
      await makeChannel(bed, peer.port)
      const workers = await bed.workers(2)
      const ports = workers.map(({ lmtpPort }) => lmtpPort)
      await run(bed, ports, warmUp)
      await bed.atRest()
      const mails = bed.size >= 1_000_000 ? 3_000 : 1_200
      const { seconds, taken } = await run(bed, ports, mails)
      return [
        figure('ingest.rate', mails / seconds, '/s', {
          must: { atLeast: 150 },
          goal: { atLeast: 400 },
          note: `${mails} mails, two workers, from the first handed over to the last committed`,
        }),
        figure('ingest.taken', mails / taken, '/s', { note: 'answered by LMTP: kept on disk and in the database' }),
      ]
    } finally {
      await peer.close()
    }
  },
}

async function makeChannel(bed: Bed, smtpPort: number): Promise<void> {
  const caller = await bed.member(1)
  const { items } = await caller.json<{ items: { id: string; name: string }[] }>('GET', '/api/stores?limit=100')
  const smtp = { host: '127.0.0.1', port: smtpPort, security: 'none', user: '' }
  const storeId = items.find(({ name }) => name.includes('own-shop'))?.id ?? null
  const known = await bed.owner.query<{ id: string }>('select id from channels where address = $1', [address])
  const body = { name: 'Ingest', settings: { smtp } }
  if (known.rows[0]) await caller.call('PATCH', `/api/channels/${known.rows[0].id}`, body)
  else await caller.call('POST', '/api/channels', { ...body, kind: 'receiver', address, storeId })
}

async function run(bed: Bed, ports: readonly number[], count: number): Promise<{ seconds: number; taken: number }> {
  const run = randomBytes(5).toString('hex')
  const ledger = Array.from({ length: count }, (_, index) => `${index}.${run}@mail.example`)
  const left = ledger.map((id, index) => letter(id, index))
  const begun = performance.now()
  await Promise.all(Array.from({ length: connections }, (_, place) => handOver(ports[place % ports.length] ?? 0, left)))
  const taken = (performance.now() - begun) / 1_000
  while (performance.now() - begun < patienceMs) {
    const { rows } = await bed.owner.query<{ found: number; doubled: number }>(
      `select count(distinct mail_message_id)::int as found, (count(*) - count(distinct mail_message_id))::int as doubled
       from messages where mail_message_id = any ($1)`,
      [ledger],
    )
    const { found = 0, doubled = 0 } = rows[0] ?? {}
    if (doubled > 0) throw new Error(`${doubled} mails became more than one message`)
    if (found === count) return { seconds: (performance.now() - begun) / 1_000, taken }
    await pause(20)
  }
  throw new Error('some of the mails became no message')
}

const letter = (id: string, index: number): string =>
  [
    `From: Buyer ${index} <buyer.${id.replace(/@.*/, '')}@mail.example>`,
    `To: <${address}>`,
    `Subject: My lamp number ${index} arrived broken`,
    `Message-ID: <${id}>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Hello, the lamp of my order ${1_000_000 + index} arrived with a broken foot. Please send a new one.`,
    '',
    'Regards',
    `Buyer ${index}`,
    '.',
    '',
  ].join('\r\n')

/** Hands mails over on one connection until none is left, the next when the last was answered. */
async function handOver(port: number, left: string[]): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  const answers = answersOf(socket)
  await answers()
  socket.write('LHLO bench.example\r\n')
  await answers()
  for (let mail = left.pop(); mail !== undefined; mail = left.pop()) {
    const from = /<(buyer[^>]*)>/.exec(mail)?.[1] ?? ''
    for (const line of [`MAIL FROM:<${from}>\r\n`, `RCPT TO:<${address}>\r\n`, 'DATA\r\n', mail]) {
      socket.write(line)
      const said = await answers()
      if (!/^[23]/.test(said)) throw new Error(`LMTP answered ${said} to ${line.slice(0, 60)}`)
    }
  }
  socket.end('QUIT\r\n')
}

/** The next whole answer of a server: lines up to one without a hyphen after its code. */
function answersOf(socket: Socket): () => Promise<string> {
  let said = ''
  let tell: (() => void) | undefined
  let broken: Error | undefined
  socket.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    tell?.()
  })
  socket.on('error', (error) => {
    broken = error
    tell?.()
  })
  return async () => {
    for (;;) {
      if (broken) throw broken
      const whole = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(said)?.[0]
      if (whole !== undefined) {
        said = said.slice(whole.length)
        return whole.trim()
      }
      await new Promise<void>((done) => {
        tell = done
      })
    }
  }
}
