import { cleanBody, type MailBody } from './clean.ts'
import type { MailAttachment } from './contents.ts'
import { LimitPassed, type MailLimits, type UnreadableReason } from './limits.ts'
import { type ParsedMail, parseMail } from './parse.ts'

/** A mail that was read: taken apart, its body safe and readable. */
export interface ReadMail extends Omit<ParsedMail, 'sections'> {
  readonly body: MailBody
  readonly attachments: readonly MailAttachment[]
}

/** The outcome of reading: the mail, or why it has to be set aside. */
export type MailReading =
  | { readonly mail: ReadMail; readonly unreadable?: undefined }
  | { readonly mail?: undefined; readonly unreadable: UnreadableReason; readonly detail: string }

/** Reads a raw mail in this thread; never throws. The pool of reader.ts adds the limit of time. */
export function readMail(raw: Buffer, limits: MailLimits, envelopeFrom?: string): MailReading {
  try {
    const { sections, ...mail } = parseMail(raw, limits, envelopeFrom)
    const body = cleanBody(
      sections,
      mail.attachments.map((attachment) => attachment.contentId),
      limits,
    )
    const attachments = mail.attachments.map((attachment, at) =>
      body.shownAttachments.includes(at) ? { ...attachment, inline: true } : attachment,
    )
    return { mail: { ...mail, attachments, body } }
  } catch (error) {
    if (error instanceof LimitPassed) return { unreadable: error.reason, detail: '' }
    return { unreadable: 'unreadable', detail: error instanceof Error ? error.message.slice(0, 300) : String(error) }
  }
}
