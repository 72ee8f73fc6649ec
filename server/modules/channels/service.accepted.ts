import { createHash } from 'node:crypto'
import { type Context, transact } from '../../platform/context.ts'
import { emit } from '../../platform/events.ts'
import type { QuarantinedMail } from './schema.ts'
import * as received from './store.received.ts'

/** A mail as a mail server hands it over. */
export interface NewMail {
  readonly channelId: string
  readonly raw: Buffer
  readonly envelopeFrom: string | null
  readonly envelopeTo: string
  /** What makes it the same mail when it comes again; its content and recipient unless told. */
  readonly sourceKey?: string
  /** Set aside at once, for this reason. */
  readonly quarantine?: QuarantinedMail['reason']
}

/** A mail whose bytes are kept already. */
export type StoredMail = Omit<NewMail, 'raw' | 'sourceKey'> & {
  readonly sha256: string
  readonly size: number
  readonly sourceKey: string
}

/** Keeps a mail for good, before anything is done with it. The same mail again changes nothing. */
export async function receive(context: Context, mail: NewMail): Promise<void> {
  await receiveAll(context, [await storeMail(context, mail)])
}

/** Keeps the bytes of a mail; without `receiveAll` after it nobody knows of them. */
export async function storeMail(context: Context, mail: NewMail): Promise<StoredMail> {
  const { raw, ...rest } = mail
  const { sha256, size } = await context.services.storage.put(raw)
  const content = () => createHash('sha256').update(`${sha256} ${mail.envelopeTo}`).digest('hex')
  return { ...rest, sha256, size, sourceKey: mail.sourceKey ?? content() }
}

/** Keeps mails for good, all or none of them, by one wait for the disk. */
export function receiveAll(context: Context, mails: readonly StoredMail[]): Promise<void> {
  return transact(context, async (context) => {
    const receivedAt = context.now()
    const rows = mails.map((mail) => ({ ...mail, id: context.newId(), receivedAt }))
    const added = await received.insertReceived(context.db, rows)
    for (const { id, quarantine } of rows.filter(({ id }) => added.has(id)))
      if (quarantine)
        await received.settle(context.db, id, { status: 'quarantined', reason: quarantine, at: receivedAt })
      else await emit(context, 'channels.mail-received', { receivedMailId: id })
  })
}
