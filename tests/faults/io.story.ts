import { setTimeout as pause } from 'node:timers/promises'
import { startMailboxes } from '../../server/modules/channels/service.mailboxes.ts'
import { startReceiver } from '../../server/modules/channels/service.receiver.ts'
import { bounceReport } from '../fixtures/bounce.ts'
import { type BuyersMail, rawMail } from '../setup/buyers-mail.ts'
import type { TakenMail } from '../setup/smtp-peer.ts'
import { headersOf } from '../setup/smtp-peer.ts'
import { ownShop } from './desk.ts'
import type { Calls } from './io.calls.ts'
import { type IoDesk, password, person } from './io.desk.ts'
import type { Wire } from './io.wire.ts'
import { handedOver } from './mailing.ts'

/** What the story goes on in. */
export interface Scene {
  readonly desk: IoDesk
  readonly calls: Calls
  readonly imap: Wire
  /** What the mail server of the world outside has taken. */
  readonly letters: readonly TakenMail[]
}

/** Whoever is not answered tries again so often. */
const tries = 5
/** A photo's bytes, as far as anything looks inside. */
const photo = Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001', 'hex')

const jane = 'Jane <jane@buyers.example>'
const first: BuyersMail = { from: jane, to: ownShop, subject: 'My lamp', text: '', messageId: 'lamp-1@buyers.example' }

/** What the mail server of the second shop holds. */
export const fetched = rawMail({
  from: 'Oskar <oskar@buyers.example>',
  to: 'fetched@desk.demo',
  subject: 'Where is my chair?',
  text: 'I ordered it three weeks ago.',
  messageId: 'chair-1@buyers.example',
}).toString('latin1')

/**
 * A day of a desk that goes through every way in and out. At each step whoever gets no answer does what they would do:
 * mail servers hand over again, programs ask again with the same key, mailboxes are looked into again, jobs are tried
 * again. Each step begins at a full hour and takes less than one.
 */
export async function playStory(scene: Scene): Promise<void> {
  const { desk } = scene
  const hour = (at: number) => desk.setClock(`2030-03-04T${String(at).padStart(2, '0')}:00:00Z`)
  const stop = await persistent('the receiver opens', () => startReceiver(desk.services))
  try {
    hour(9)
    await handOver(desk, withPhoto)
    await settle(desk)
    hour(10)
    await fetchMail(scene)
    await settle(desk)
    hour(11)
    const more = { subject: 'Re: My lamp', text: 'It flickers as well.', messageId: 'lamp-2@buyers.example' }
    await handOver(desk, rawMail({ ...first, ...more, headers: 'In-Reply-To: <lamp-1@buyers.example>' }))
    await settle(desk)
    hour(12)
    const ticketId = await openTicket(desk)
    await settle(desk)
    hour(13)
    await answer(desk, ticketId)
    await settle(desk)
    hour(14)
    await handOver(desk, bounceOf(scene.letters), '')
    await settle(desk)
    hour(15)
    const resolution = { result: 'answered', note: 'told by phone', customerFeedback: 'unknown' }
    await ask(desk, 'PUT', `/api/tickets/${ticketId}/resolution`, resolution)
    await settle(desk)
    hour(16)
    await ask(desk, 'POST', '/api/session', { email: person.email, password, workspace: 'kitto' })
    await ask(desk, 'PATCH', `/api/stores/${desk.storeId}`, { signatureName: 'The Kitto team' })
    await lookAtPhoto(desk)
    await settle(desk)
    desk.setClock('2030-03-06T09:00:00Z')
    for (let beat = 0; beat < 2; beat += 1) await desk.sweep()
  } finally {
    await stop()
  }
}

const withPhoto = Buffer.from(
  [
    `From: ${jane}`,
    `To: ${ownShop}`,
    'Subject: My lamp',
    'Message-ID: <lamp-1@buyers.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'It came broken, see the photo.',
    '--b',
    'Content-Type: image/png; name="lamp.png"',
    'Content-Disposition: attachment; filename="lamp.png"',
    'Content-Transfer-Encoding: base64',
    '',
    photo.toString('base64'),
    '--b--',
    '',
  ].join('\r\n'),
)

/** Ten minutes at a time: what was put off by a failure comes due, and the step is over within its hour. */
async function settle(desk: IoDesk): Promise<void> {
  for (const minutes of [0, 10, 10, 10]) await desk.work(minutes)
}

async function handOver(desk: IoDesk, raw: Buffer, from = 'jane@buyers.example'): Promise<void> {
  for (let tried = 0; tried < tries; tried += 1)
    if (await handedOver(desk.services.config.lmtpPort ?? 0, { from, raw })) return
  throw new Error('a mail is turned away again and again')
}

/** A worker looks into the mailboxes until it has nothing left to do there; one that fails is followed by another. */
async function fetchMail({ desk, calls, imap }: Scene): Promise<void> {
  for (let tried = 0; tried < tries; tried += 1) {
    const read = imap.next('IDLE').then(() => true)
    const hadStruck = calls.hasStruck
    const stop = await startMailboxes(desk.services)
    // A watch that was let down rests for seconds: it is stopped instead, and a new one begins.
    const letDown = hadStruck ? new Promise<false>(() => undefined) : calls.struck.then(() => pause(150, false))
    const isRead = await Promise.race([read, letDown])
    await stop()
    if (isRead) return
  }
  throw new Error('the mailbox cannot be read')
}

async function openTicket(desk: IoDesk): Promise<string> {
  const buyer = { name: 'Tom', email: 'tom@buyers.example' }
  const words = {
    subject: 'A question',
    text: 'Do you ship to Norway?',
    channelKind: 'api',
    storeId: desk.storeId,
    buyer,
  }
  return (await ask(desk, 'POST', '/api/tickets', words)).id
}

async function answer(desk: IoDesk, ticketId: string): Promise<void> {
  const { id } = await ask(desk, 'POST', '/api/uploads', photo)
  const text = 'Dear Tom,\n\nthank you for asking. We do, in four days.\n\nKind regards\nKitto'
  const letter = { direction: 'outbound', text, uploadIds: [id] }
  await ask(desk, 'POST', `/api/tickets/${ticketId}/messages`, letter)
}

async function lookAtPhoto(desk: IoDesk): Promise<void> {
  const [found] = await desk.sql<{ id: string; messageId: string }>(
    `select id, message_id as "messageId" from message_attachments where filename = 'lamp.png'`,
  )
  if (!found) throw new Error('the photo is gone')
  await ask(desk, 'GET', `/api/attachments/${found.messageId}/${found.id}`)
}

/** The mail server of the buyer sends the answer back. */
function bounceOf(letters: readonly TakenMail[]): Buffer {
  const raw = letters.find(({ raw, to }) => to.includes('tom@buyers.example') && raw.includes('four days'))?.raw ?? ''
  const messageId = headersOf(raw).find((line) => line.startsWith('Message-ID:'))
  if (!messageId) throw new Error('the answer has not gone out')
  return bounceReport({
    to: ownShop,
    recipient: 'tom@buyers.example',
    messageId: messageId.slice('Message-ID:'.length).trim(),
  })
}

/** Asks the API, again with the same key while it fails; resolves with the answer. */
async function ask(
  { app, secret }: IoDesk,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  url: string,
  body?: object,
): Promise<{ readonly id: string }> {
  const isFile = Buffer.isBuffer(body)
  const headers = {
    ...(url !== '/api/session' && { authorization: `Bearer ${secret}` }),
    ...(method !== 'GET' && { 'idempotency-key': `io ${method} ${url.replace(/[0-9a-f-]{36}/, '')}` }),
    ...(isFile && { 'content-type': 'multipart/form-data; boundary=b' }),
  }
  const payload = isFile ? asForm(body) : body
  let said = ''
  for (let tried = 0; tried < tries; tried += 1) {
    // An answer that breaks off in the middle is none either.
    const reply = await app.inject({ method, url, headers, ...(payload && { payload }) }).catch(() => undefined)
    if (reply && reply.statusCode < 300) return method === 'GET' ? { id: '' } : reply.json()
    said = reply ? `${reply.statusCode} ${reply.body}` : 'broken off'
    if (reply && reply.statusCode < 500) break
  }
  throw new Error(`${method} ${url}: ${said}`)
}

const asForm = (bytes: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(
      '--b\r\nContent-Disposition: form-data; name="file"; filename="map.png"\r\nContent-Type: image/png\r\n\r\n',
    ),
    bytes,
    Buffer.from('\r\n--b--\r\n'),
  ])

async function persistent<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await work()
    } catch (error) {
      if (tried === tries) throw new Error(what, { cause: error })
    }
  }
}
