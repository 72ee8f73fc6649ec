import { recordAccess, recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import { readAddresses } from '../../platform/mail/addresses.ts'
import { decodeHeader, firstOf, type RawHeader, readHeaders } from '../../platform/mail/headers.ts'
import { cutPage, idIn, momentIn, type Page, readCursor } from '../../platform/paging.ts'
import type { QuarantinedMail, QuarantinedMailHeaders } from './schema.ts'
import { channelOrRefuse } from './service.ts'
import * as received from './store.received.ts'

/** As much of a mail's beginning as is read for its headers. */
const headBytes = 65_536

/** Mails that were set aside, newest first. */
export async function listQuarantined(
  context: Context,
  query: { after?: string; limit: number },
): Promise<Page<QuarantinedMail>> {
  const [at, id] = query.after === undefined ? [] : readCursor(query.after, 2)
  const rows = await received.quarantined(context.db, {
    limit: query.limit + 1,
    ...(query.after !== undefined && { after: [momentIn(at), idIn(id)] as const }),
  })
  const page = cutPage(rows, query.limit, (row) => [row.receivedAt.toISOString(), row.id])
  return {
    ...page,
    items: await Promise.all(page.items.map(async (row) => asQuarantined(row, await headOf(context, row)))),
  }
}

/** One of them with its headers, for a person to judge by. */
export async function readQuarantined(context: Context, id: string): Promise<QuarantinedMailHeaders> {
  const row = await quarantinedOrRefuse(context, id)
  const headers = await headOf(context, row)
  await recordAccess(context, { action: 'channels.mail-read', subject: { kind: 'mail', id } })
  return {
    mail: asQuarantined(row, headers),
    headers: headers.slice(0, 100).map(({ name, value }) => ({ name, value: decodeHeader(value).slice(0, 1_000) })),
  }
}

/** The mail as it came, byte by byte. */
export async function rawOfQuarantined(context: Context, id: string): Promise<Buffer> {
  const row = await quarantinedOrRefuse(context, id)
  await recordAccess(context, { action: 'channels.mail-downloaded', subject: { kind: 'mail', id } })
  return context.services.storage.read(row.sha256)
}

/** Lets a mail be read again, after what stopped it was mended. */
export function releaseQuarantined(context: Context, id: string): Promise<void> {
  return transact(context, async (context) => {
    await quarantinedOrRefuse(context, id)
    if (!(await received.release(context.db, id))) throw new Refusal('channels.mail-not-found')
    await emit(context, 'channels.mail-received', { receivedMailId: id })
    await recordAudit(context, { action: 'channels.mail-released', subject: { kind: 'mail', id } })
  })
}

/** A mail that no try could make a message of: a person must see it, and may have it read again. */
export async function quarantineUnworked(context: Context, id: string): Promise<void> {
  const settled = { status: 'quarantined' as const, reason: 'failed' as const, at: context.now() }
  await received.settle(context.db, id, settled, ['received'])
}

/** Puts a mail away for good; its bytes stay in the store of files. */
export function discardQuarantined(context: Context, id: string): Promise<void> {
  return transact(context, async (context) => {
    await quarantinedOrRefuse(context, id)
    const settled = { status: 'discarded' as const, reason: null, at: context.now() }
    if (!(await received.settle(context.db, id, settled, ['quarantined']))) throw new Refusal('channels.mail-not-found')
    await recordAudit(context, { action: 'channels.mail-discarded', subject: { kind: 'mail', id } })
  })
}

async function quarantinedOrRefuse(context: Context, id: string): Promise<received.ReceivedRecord> {
  const row = await received.readReceivedRow(context.db, id)
  if (row?.status !== 'quarantined') throw new Refusal('channels.mail-not-found')
  await channelOrRefuse(context, row.channelId)
  return row
}

async function headOf(context: Context, row: received.ReceivedRecord): Promise<readonly RawHeader[]> {
  const raw = await context.services.storage.read(row.sha256)
  return readHeaders(raw, 0, Math.min(raw.length, headBytes), () => false).headers
}

function asQuarantined(row: received.ReceivedRecord, headers: readonly RawHeader[]): QuarantinedMail {
  const [from] = readAddresses(firstOf(headers, 'from'))
  return {
    id: row.id,
    channelId: row.channelId,
    reason: (row.reason ?? 'unreadable') as QuarantinedMail['reason'],
    size: row.size,
    receivedAt: row.receivedAt,
    from: (from?.address || from?.name || row.envelopeFrom || '').slice(0, 320),
    to: row.envelopeTo,
    subject: decodeHeader(firstOf(headers, 'subject') ?? '').slice(0, 500),
  }
}
