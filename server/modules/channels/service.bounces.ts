import type { Context } from '../../platform/context.ts'
import { emit } from '../../platform/events.ts'
import type { BouncedRecipient } from '../../platform/mail/bounce.ts'
import type { ReadMail } from '../../platform/mail/read.ts'
import type { Origin } from './service.profile.ts'
import * as outgoing from './store.outgoing.ts'

/**
 * Whether a mail is news of a letter of ours that was not delivered; then the letter is told. Mail that only looks like
 * such news, or is about a letter that is not ours, stays an ordinary mail.
 */
export async function takeBounce(context: Context, mail: ReadMail, origin: Origin): Promise<boolean> {
  const isRefused = origin.profile?.role === 'refused'
  if (!mail.bounce && !isRefused) return false
  const ids = [mail.bounce?.originalMessageId, mail.inReplyTo, ...mail.references].filter((id) => id !== undefined)
  const letter = await letterOf(context, ids)
  if (!letter) return false
  // "Delayed" is news without a consequence: the server goes on trying.
  if (mail.bounce && !isRefused && !mail.bounce.recipients.some(isLost)) return mail.bounce.recipients.length > 0
  if (letter.status === 'bounced' || letter.status === 'withdrawn') return true
  const reason = reasonOf(mail)
  await outgoing.updateOutgoing(context.db, letter.id, { status: 'bounced', problem: reason })
  await emit(context, 'channels.mail-bounced', { outgoingMailId: letter.id, reason })
  return true
}

async function letterOf(context: Context, ids: readonly string[]): Promise<outgoing.OutgoingRecord | undefined> {
  for (const id of new Set(ids)) {
    const letter = await outgoing.outgoingByMessageId(context.db, id)
    if (letter) return letter
  }
  return undefined
}

const isLost = ({ action, status }: BouncedRecipient) =>
  action === 'failed' || (action === 'unknown' && !status?.startsWith('4') && !status?.startsWith('2'))

/** The server's own words about the first address that failed; else the beginning of the mail. */
function reasonOf(mail: ReadMail): string {
  const lost = mail.bounce?.recipients.find(isLost)
  const said = [lost?.address, lost?.status, lost?.diagnostic].filter(Boolean).join(' ')
  return (said || mail.body.text.replace(/\s+/g, ' ')).slice(0, 500)
}
