import { ImapFlow, type SearchObject } from 'imapflow'
import { type MailServer, tlsOptions } from './server.ts'

/** A folder on an IMAP server. */
export interface Mailbox extends MailServer {
  readonly folder: string
}

/** How far a folder was read. */
export interface MailboxPlace {
  readonly uidValidity: string
  /** The highest UID that was kept or passed over. */
  readonly uid: number
  /** Up to this UID only unread mail is taken: it was there before the folder was connected. */
  readonly unreadUntil?: number
}

/** A mail as the server holds it. */
export interface FetchedMail {
  readonly uid: number
  readonly uidValidity: string
  readonly raw: Buffer
  /** Larger than may be read: `raw` is only its beginning. */
  readonly isCut: boolean
}

/** What the desk does with a folder's mail. */
export interface MailboxKeeper {
  /** How far it was read; null before the first time. */
  place(): Promise<MailboxPlace | null>
  /** Keeps mails for good, in their order; the place moves on only when this has resolved. The same mail may come again. */
  keep(mails: readonly FetchedMail[]): Promise<void>
  moveTo(place: MailboxPlace): Promise<void>
  /** The folder is open and read. */
  isWell(): Promise<void>
}

/** What of a folder's earlier mail is taken the first time. */
export type FirstTime = 'unread' | 'everything' | 'nothing'

export interface WatchOptions {
  readonly firstTime: FirstTime
  /** Bytes of the largest mail that is fetched whole. */
  readonly limit: number
  /** When the server has numbered its folder anew, mail since then is looked through again. */
  readonly lookBackTo: () => Date
}

/** Mails between two notes of the place: at most these are met twice after a stop. */
const noteEvery = 20
const headOnly = 262_144
/** Bytes that are fetched at once. */
const together = 8 * 1024 * 1024
/** Milliseconds between looks at a server that cannot push, and between looks in any case. */
const pollMs = 15_000
const lookAnywayMs = 240_000

/**
 * Reads a folder as mail arrives, until the signal: by IDLE where the server knows it, else by asking. Opens the folder
 * read-only and leaves no mark on any mail. Rejects when the connection fails; the caller tries again.
 */
export async function watchMailbox(
  mailbox: Mailbox,
  keeper: MailboxKeeper,
  options: WatchOptions,
  signal: AbortSignal,
): Promise<void> {
  const client = openClient(mailbox)
  let failure: Error | undefined
  client.on('error', (error) => {
    failure = error
  })
  const stop = () => client.close()
  signal.addEventListener('abort', stop)
  try {
    await client.connect()
    await client.mailboxOpen(mailbox.folder, { readOnly: true })
    const wake = wakeUp(client, signal)
    while (!signal.aborted) {
      wake.forget()
      await catchUp(client, keeper, options, signal)
      await keeper.isWell()
      if (!signal.aborted) await rest(client, wake)
      if (!client.usable) throw failure ?? new Error('the server closed the connection')
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    signal.removeEventListener('abort', stop)
    client.close()
  }
}

/** A client that is not yet connected; it logs nothing, as its lines hold mail and passwords. */
export function openClient(mailbox: Mailbox): ImapFlow {
  return new ImapFlow({
    host: mailbox.host,
    port: mailbox.port,
    secure: mailbox.security === 'tls',
    doSTARTTLS: mailbox.security === 'starttls',
    auth: { user: mailbox.user, pass: mailbox.password },
    tls: tlsOptions(mailbox),
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    greetingTimeout: 10_000,
    socketTimeout: 300_000,
    maxLiteralSize: 128 * 1024 * 1024,
    clientInfo: { name: 'Amends' },
  })
}

interface Wake {
  /** Resolves when mail may have come, the connection broke, the time is over, or the signal came. */
  until(milliseconds: number): Promise<void>
  forget(): void
}

function wakeUp(client: ImapFlow, signal: AbortSignal): Wake {
  let isAwake = false
  let ring: () => void = () => undefined
  const wake = () => {
    isAwake = true
    ring()
  }
  client.on('exists', wake)
  client.on('close', wake)
  signal.addEventListener('abort', wake, { once: true })
  return {
    forget: () => {
      isAwake = false
    },
    until: (milliseconds) =>
      new Promise((done) => {
        const timer = setTimeout(done, milliseconds)
        ring = () => {
          clearTimeout(timer)
          done()
        }
        if (isAwake) ring()
      }),
  }
}

async function rest(client: ImapFlow, wake: Wake): Promise<void> {
  if (!client.capabilities.has('IDLE')) return wake.until(pollMs)
  // IDLE lasts until the next command; the promise is not awaited, because that command is what ends it.
  const idling = client.idle().catch(() => undefined)
  await wake.until(lookAnywayMs)
  if (client.usable) await client.noop().catch(() => undefined)
  await idling
}

async function catchUp(
  client: ImapFlow,
  keeper: MailboxKeeper,
  options: WatchOptions,
  signal: AbortSignal,
): Promise<void> {
  const folder = client.mailbox
  if (!folder) throw new Error('the folder is not open')
  const uidValidity = String(folder.uidValidity)
  const known = await keeper.place()
  let place = known
  if (place?.uidValidity !== uidValidity) {
    place = known
      ? await placeAfterRenumbering(client, uidValidity, options)
      : firstPlace(uidValidity, folder.uidNext, options.firstTime)
    await keeper.moveTo(place)
  }
  const uids = await newUids(client, place)
  for (let at = 0; at < uids.length && !signal.aborted; at += noteEvery) {
    const batch = uids.slice(at, at + noteEvery)
    await fetchAndKeep(client, batch, uidValidity, keeper, options.limit, signal)
    if (signal.aborted) return
    place = { ...place, uid: batch.at(-1) ?? place.uid }
    await keeper.moveTo(place)
  }
}

function firstPlace(uidValidity: string, uidNext: number, firstTime: FirstTime): MailboxPlace {
  const newest = Math.max(0, uidNext - 1)
  if (firstTime === 'everything') return { uidValidity, uid: 0 }
  return firstTime === 'nothing' ? { uidValidity, uid: newest } : { uidValidity, uid: 0, unreadUntil: newest }
}

/** Nothing tells which of the new numbers were read; recent mail is met again, and known by its content. */
async function placeAfterRenumbering(
  client: ImapFlow,
  uidValidity: string,
  options: WatchOptions,
): Promise<MailboxPlace> {
  const recent = await found(client, { since: options.lookBackTo() })
  const folder = client.mailbox
  const newest = folder ? folder.uidNext - 1 : 0
  return { uidValidity, uid: recent.length > 0 ? Math.min(...recent) - 1 : Math.max(0, newest) }
}

/** The UIDs to take, in order. "n:*" always names the last mail too, even when its UID is lower. */
async function newUids(client: ImapFlow, place: MailboxPlace): Promise<number[]> {
  const later = await found(client, { uid: `${place.uid + 1}:*` })
  const fresh = later.filter((uid) => uid > place.uid).sort((one, other) => one - other)
  const { unreadUntil = 0 } = place
  if (place.uid >= unreadUntil) return fresh
  const unread = new Set(await found(client, { uid: `${place.uid + 1}:${unreadUntil}`, seen: false }))
  return fresh.filter((uid) => uid > unreadUntil || unread.has(uid))
}

/** What a server refuses to look for is not what it does not have: taken for that, mail would be passed over for good. */
async function found(client: ImapFlow, wanted: SearchObject): Promise<number[]> {
  const uids = await client.search(wanted, { uid: true })
  if (!uids) throw new Error('the server did not look for mail')
  return uids
}

/** Mails that are gone by now were deleted or moved by somebody, and are not ours any more. */
async function fetchAndKeep(
  client: ImapFlow,
  uids: readonly number[],
  uidValidity: string,
  keeper: MailboxKeeper,
  limit: number,
  signal: AbortSignal,
): Promise<void> {
  const sized = await client.fetchAll(uids.join(','), { size: true }, { uid: true })
  for (const group of grouped(
    sized.map(({ uid, size }) => ({ uid, size: size ?? 0 })),
    limit,
  )) {
    const isCut = group.some(({ size }) => size > limit)
    const source = isCut ? { start: 0, maxLength: headOnly } : true
    const range = group.map(({ uid }) => uid).join(',')
    const fetched = await client.fetchAll(range, { source }, { uid: true })
    if (signal.aborted) return
    await keeper.keep(fetched.flatMap(({ uid, source: raw }) => (raw ? [{ uid, uidValidity, raw, isCut }] : [])))
  }
}

/** Small mails together, large ones and those over the limit alone, so that a batch of photographs does not fill the memory. */
function grouped(mails: readonly { uid: number; size: number }[], limit: number): { uid: number; size: number }[][] {
  const groups: { uid: number; size: number }[][] = []
  let total = Number.POSITIVE_INFINITY
  for (const mail of [...mails].sort((one, other) => one.uid - other.uid)) {
    total += mail.size
    if (total > together || mail.size > limit) {
      groups.push([])
      total = mail.size > limit ? Number.POSITIVE_INFINITY : mail.size
    }
    groups.at(-1)?.push(mail)
  }
  return groups
}
