import { judgeFile } from '../file-content.ts'
import { cleanBody, type MailBody } from './clean.ts'
import type { MailAttachment } from './contents.ts'
import { LimitPassed, type MailLimits, type UnreadableReason } from './limits.ts'
import { type ParsedMail, parseMail } from './parse.ts'

/** A mail that was read: taken apart, its body safe and readable. */
export interface ReadMail<File extends MailAttachment = MailAttachment>
  extends Omit<ParsedMail, 'sections' | 'attachments'> {
  readonly body: MailBody
  readonly attachments: readonly File[]
}

/** A file whose bytes were looked at: its type is theirs, not what the mail says. */
export interface JudgedFile extends MailAttachment {
  /** It is something else than its name says. */
  readonly contradictsName: boolean
}

/** The outcome of reading: the mail, or why it has to be set aside. */
export type MailReading<File extends MailAttachment = MailAttachment> =
  | { readonly mail: ReadMail<File>; readonly unreadable?: undefined }
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

/** Looks into the files of a mail that was read. What contradicts its name stays: nothing accepted is ever lost. */
export async function judgeFiles(reading: MailReading): Promise<MailReading<JudgedFile>> {
  if (!reading.mail) return reading
  const attachments: JudgedFile[] = []
  for (const file of reading.mail.attachments) {
    const { contentType, name } = await judgeFile(file)
    attachments.push({ ...file, contentType, contradictsName: name === 'contradicts' })
  }
  return { mail: { ...reading.mail, attachments } }
}
