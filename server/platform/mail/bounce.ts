import { decodeHeader, firstOf, readHeaders } from './headers.ts'
import { readMessageIds } from './identifiers.ts'

/** What a delivery failure says. */
export interface Bounce {
  readonly recipients: readonly BouncedRecipient[]
  /** The message id of the mail that was not delivered, without angle brackets. */
  readonly originalMessageId: string | undefined
}

/** One address that could not be reached. */
export interface BouncedRecipient {
  readonly address: string
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | 'unknown'
  /** The enhanced status like 5.1.1; undefined when not told. */
  readonly status: string | undefined
  readonly diagnostic: string
}

/** The parts that a bounce is made of. */
export interface BounceParts {
  /** Bodies of message/delivery-status. */
  readonly statuses: readonly Buffer[]
  /** Bodies of message/rfc822 and text/rfc822-headers: the mail that came back. */
  readonly originals: readonly Buffer[]
  readonly text: string
  readonly failedRecipients: string | undefined
  readonly references: readonly string[]
}

/** Reads a delivery failure: the standard form (RFC 3464), and what can be seen in the free text of older programs. */
export function readBounce(parts: BounceParts): Bounce {
  const told = parts.statuses.flatMap(recipientsOf)
  const listed = (parts.failedRecipients ?? '').split(/[\s,]+/).filter((word) => word.includes('@'))
  const recipients =
    told.length > 0
      ? told
      : (listed.length > 0 ? listed : addressesIn(parts.text)).map((address) => plain(address, parts.text))
  return { recipients: unique(recipients), originalMessageId: originalId(parts) }
}

function recipientsOf(body: Buffer): BouncedRecipient[] {
  const found: BouncedRecipient[] = []
  let at = 0
  while (at < Math.min(body.length, 262_144) && found.length < 50) {
    const block = readHeaders(body, at, body.length, () => false)
    const recipient = firstOf(block.headers, 'final-recipient') ?? firstOf(block.headers, 'original-recipient')
    if (recipient) {
      const action = (firstOf(block.headers, 'action') ?? '').toLowerCase()
      found.push({
        address: addressOf(recipient),
        action: isAction(action) ? action : 'unknown',
        status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(firstOf(block.headers, 'status') ?? '')?.[0],
        diagnostic: decodeHeader(firstOf(block.headers, 'diagnostic-code') ?? '')
          .replace(/^[\w-]+;\s*/, '')
          .slice(0, 500),
      })
    }
    at = Math.max(block.end, at + 1)
  }
  return found
}

const isAction = (text: string): text is BouncedRecipient['action'] =>
  /^(?:failed|delayed|delivered|relayed|expanded)$/.test(text)

function addressOf(value: string): string {
  return decodeHeader(value)
    .replace(/^[\w-]+\s*;\s*/, '')
    .replace(/[<>]/g, '')
    .trim()
}

/** Addresses on lines of their own, as qmail, Exim and others write them: "<a@b.c>:" or "  a@b.c". */
function addressesIn(text: string): string[] {
  const head = text.slice(0, 8_000).split(/^-{2,}|^(?:Return-Path|Received|From):/m)[0] ?? ''
  return [...head.matchAll(/^\s{0,8}<?([\w.+=-]{1,64}@[\w.-]{3,250})>?:?\s*$/gm)]
    .map((match) => match[1] ?? '')
    .slice(0, 20)
}

function plain(address: string, text: string): BouncedRecipient {
  const status = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(text.slice(0, 8_000))?.[0]
  const diagnostic = /^.*\b[45]\d\d[ -].{5,300}$/m.exec(text.slice(0, 8_000))?.[0].trim() ?? ''
  return { address, action: 'failed', status, diagnostic: diagnostic.slice(0, 500) }
}

function unique(recipients: readonly BouncedRecipient[]): BouncedRecipient[] {
  return [...new Map(recipients.map((recipient) => [recipient.address.toLowerCase(), recipient])).values()]
}

function originalId(parts: BounceParts): string | undefined {
  for (const original of parts.originals) {
    const id = readMessageIds(
      firstOf(readHeaders(original, 0, Math.min(original.length, 65_536), () => false).headers, 'message-id'),
    )[0]
    if (id) return id
  }
  const written = /^[>\s]*message-id:\s*(<[^>\s]{3,900}>)/im.exec(parts.text.slice(0, 100_000))?.[1]
  return readMessageIds(written)[0] ?? parts.references.at(-1)
}
