import { type MailAddress, readAddresses } from './addresses.ts'
import { type Automatic, automaticOf } from './automatic.ts'
import { type Bounce, readBounce } from './bounce.ts'
import { storable } from './charset.ts'
import { type BodySection, type MailAttachment, type MailContents, readContents } from './contents.ts'
import { readDate } from './dates.ts'
import { allOf, decodeHeader, firstOf, type RawHeader } from './headers.ts'
import { readMessageId, readMessageIds } from './identifiers.ts'
import { type MailLimits, mailLimits } from './limits.ts'
import { type MailPart, readStructure } from './structure.ts'

/** A mail taken apart; its HTML is still as hostile as it came. */
export interface ParsedMail {
  /** Message ids stand without angle brackets. */
  readonly messageId: string | undefined
  readonly inReplyTo: string | undefined
  readonly references: readonly string[]
  /** The author; where From holds no address, the one to reply to or the envelope's. */
  readonly from: MailAddress | undefined
  readonly replyTo: readonly MailAddress[]
  readonly to: readonly MailAddress[]
  readonly cc: readonly MailAddress[]
  readonly subject: string
  /** As the sender's clock said; undefined when missing or absurd. */
  readonly date: Date | undefined
  /** The envelope sender as the last server noted it; empty for "<>". */
  readonly returnPath: string | undefined
  /** Every header, decoded to one line, in order; long ones cut. */
  readonly headers: readonly MailHeader[]
  readonly sections: readonly BodySection[]
  readonly attachments: readonly MailAttachment[]
  readonly automatic: Automatic | undefined
  readonly bounce: Bounce | undefined
}

export interface MailHeader {
  readonly name: string
  readonly value: string
}

/**
 * Reads a raw mail of any origin. What is broken is repaired or left out; nothing a sender writes makes it fail.
 * @param envelopeFrom the sender of the SMTP envelope where it is known; empty for "<>"
 * @throws LimitPassed when the mail passes a limit
 */
export function parseMail(raw: Buffer, limits: MailLimits = mailLimits, envelopeFrom?: string): ParsedMail {
  const root = readStructure(raw, limits)
  const contents = withNested(readContents(root, limits), limits)
  const { headers } = root
  const charset = charsetOf(root)
  const addresses = (name: string) => readAddresses(allOf(headers, name).join(', '), charset)
  const replyTo = addresses('reply-to')
  const to = addresses('to')
  const returnPath = returnPathOf(headers, envelopeFrom)
  const from = authorOf(headers, charset, replyTo, returnPath)
  const subject = storable(decodeHeader(firstOf(headers, 'subject') ?? '', charset))
  const references = readMessageIds(...allOf(headers, 'references'))
  const automatic = automaticOf({
    headers,
    contentType: root.contentType.value,
    reportType: root.contentType.params.get('report-type')?.toLowerCase(),
    from,
    replyTo,
    to,
    subject,
    returnPath,
  })
  return {
    messageId: readMessageId(firstOf(headers, 'message-id')),
    inReplyTo: readMessageId(firstOf(headers, 'in-reply-to')),
    references,
    from,
    replyTo,
    to,
    cc: addresses('cc'),
    subject,
    date: dateOf(headers),
    returnPath,
    headers: headers.map(({ name, value }) => ({
      name,
      value: storable(decodeHeader(value, charset)).slice(0, 4_000),
    })),
    sections: contents.sections,
    attachments: contents.attachments,
    automatic,
    bounce: automatic?.kind === 'bounce' ? bounceOf(headers, contents, references) : undefined,
  }
}

/** Programs that write raw bytes into headers use the charset of the text. */
function charsetOf(root: MailPart): string | undefined {
  return root.contentType.params.get('charset') ?? root.children.map(charsetOf).find((charset) => charset !== undefined)
}

function authorOf(
  headers: readonly RawHeader[],
  charset: string | undefined,
  replyTo: readonly MailAddress[],
  returnPath: string | undefined,
): MailAddress | undefined {
  const written = readAddresses(firstOf(headers, 'from'), charset)
  const author = written.find(({ address }) => address) ?? written[0]
  if (author?.address) return author
  const sender = readAddresses(firstOf(headers, 'sender'), charset).find(({ address }) => address)
  const other = replyTo.find(({ address }) => address)?.address ?? sender?.address ?? returnPath
  return other ? { name: author?.name ?? '', address: other } : author
}

function returnPathOf(headers: readonly RawHeader[], envelopeFrom: string | undefined): string | undefined {
  if (envelopeFrom !== undefined) return envelopeFrom
  const written = firstOf(headers, 'return-path')
  return written === undefined ? undefined : (readAddresses(written)[0]?.address ?? '')
}

/** Without a usable Date, the time that the last server noted. */
function dateOf(headers: readonly RawHeader[]): Date | undefined {
  return readDate(firstOf(headers, 'date')) ?? readDate(firstOf(headers, 'received')?.split(';').at(-1))
}

/** A mail that is nothing but a forwarded mail is read through: its text and files are what the sender wants to show. */
function withNested(contents: MailContents, limits: MailLimits): MailContents {
  const [original] = contents.originals
  const hasText = contents.sections.some(({ plain, html }) => plain?.trim() || html?.trim())
  if (hasText || !original || contents.originals.length > 1 || contents.statuses.length > 0) return contents
  const inner = readStructure(original, { ...limits, depth: Math.min(limits.depth, 10) })
  const nested = readContents(inner, { ...limits, attachments: limits.attachments - contents.attachments.length })
  return { ...contents, sections: nested.sections, attachments: [...contents.attachments, ...nested.attachments] }
}

function bounceOf(headers: readonly RawHeader[], contents: MailContents, references: readonly string[]): Bounce {
  const text = contents.sections
    .map(({ plain, html }) => plain?.slice(0, 100_000) ?? html?.slice(0, 200_000).replace(/<[^<>]{0,500}>/g, ' ') ?? '')
    .join('\n')
  return readBounce({
    statuses: contents.statuses,
    originals: contents.originals,
    text,
    failedRecipients: firstOf(headers, 'x-failed-recipients'),
    references: [...readMessageIds(firstOf(headers, 'in-reply-to')), ...references],
  })
}
