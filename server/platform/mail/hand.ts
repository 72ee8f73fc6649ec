import { admitted, everyNetwork } from './admitted.ts'
import type { MailServer } from './server.ts'
import { type KnownServer, MailTransports } from './transports.ts'

/** A letter ready to be written as MIME. */
export interface ComposedLetter {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: readonly string[]
  readonly replyTo?: string
  readonly subject: string
  readonly text: string
  /** Without angle brackets. */
  readonly messageId: string
  readonly inReplyTo?: string
  readonly references: readonly string[]
  readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly content: Buffer }[]
  readonly automatic: boolean
  /** Of a letter to many: an https address that takes its reader off the list by a POST (RFC 8058). */
  readonly unsubscribe?: string
  readonly date: Date
}

/** `taken`: the server answers for it now. `later`: worth another try. `refused`: never will be. */
export type Handover = { readonly status: 'taken' } | { readonly status: 'later' | 'refused'; readonly said: string }

/** Ten minutes is what RFC 5321 grants a server after the final dot; a worker's patience ends earlier. */
export const patienceMs = 45_000

/** The way on which a letter is handed over. */
export interface Way {
  /** Connections that may be used; without them one is made for this letter alone. */
  readonly transports?: MailTransports
  /** Ends the attempt, wherever it stands. */
  readonly signal?: AbortSignal
}

/** Hands a letter to a mail server in these networks. Never rejects: every failure is an answer. */
export async function hand(
  relay: MailServer,
  letter: ComposedLetter,
  networks: readonly string[] = everyNetwork,
  way: Way = {},
): Promise<Handover> {
  const transports = way.transports ?? new MailTransports({ answerMs: patienceMs })
  try {
    return await handTo(transports.to(await admitted(relay, networks)), letter, way.signal)
  } catch (error) {
    return judged(error)
  } finally {
    if (!way.transports) transports.close()
  }
}

async function handTo(
  { transport, standing }: KnownServer,
  letter: ComposedLetter,
  signal: AbortSignal | undefined,
): Promise<Handover> {
  const said = standing.putsOff()
  if (said !== undefined) return { status: 'later', said }
  try {
    await transport.sendMail({
      ...asMail(letter),
      // A letter of the desk itself has no return path, so that no machine answers it (RFC 3834 §3.3).
      envelope: { from: letter.automatic ? '' : letter.from.address, to: [...letter.to] },
      ...(signal && { signal }),
    })
    standing.answered()
    return { status: 'taken' }
  } catch (error) {
    const answer = judged(error)
    if (answer.status !== 'later' || hasAnswered(error)) standing.answered()
    else if (!signal?.aborted) standing.wasSilent(answer.said)
    return answer
  }
}

const hasAnswered = (error: unknown): boolean => (error as { responseCode?: number }).responseCode !== undefined

function asMail(letter: ComposedLetter) {
  const angled = (id: string) => `<${id}>`
  return {
    from: letter.from,
    to: letter.to.map((address) => ({ name: '', address })),
    subject: oneLine(letter.subject),
    text: letter.text,
    messageId: angled(letter.messageId),
    date: letter.date,
    references: letter.references.map(angled),
    attachments: letter.attachments.map((file) => ({ ...file })),
    ...(letter.replyTo && { replyTo: letter.replyTo }),
    ...(letter.inReplyTo && { inReplyTo: angled(letter.inReplyTo) }),
    headers: headersOf(letter),
  }
}

function headersOf({ automatic, unsubscribe }: ComposedLetter): Record<string, string> {
  if (automatic)
    return { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All', Precedence: 'auto_reply' }
  if (unsubscribe === undefined) return {}
  // A letter to many must be answered by no absence note, and its reader must be able to leave at one click.
  return {
    'List-Unsubscribe': `<${oneLine(unsubscribe)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'X-Auto-Response-Suppress': 'OOF, AutoReply',
    Precedence: 'bulk',
  }
}

/** No text of anybody's may begin another header (ENGINEERING M5). */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

function judged(error: unknown): Handover {
  const failure = error as { responseCode?: number; code?: string; message?: string }
  const said = oneLine(failure.message ?? String(error)).slice(0, 500)
  // Without an answer of the server, EENVELOPE means that the address itself cannot be written.
  const isUnwritable = failure.code === 'EENVELOPE' && failure.responseCode === undefined
  const isFinal =
    isUnwritable ||
    failure.code === 'EADDRESSREFUSED' ||
    (failure.code !== 'EAUTH' && (failure.responseCode ?? 0) >= 500)
  return { status: isFinal ? 'refused' : 'later', said }
}
