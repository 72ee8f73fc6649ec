import { sentences, words } from '../../lib/text.ts'
import { emailsIn, linksIn, phonesIn } from './rules.contacts.ts'
import type { PhraseBook, PhraseHit } from './rules.phrases.ts'
import type { FindingCode, Found, Outgoing, PhraseClass, Severity } from './schema.findings.ts'

/**
 * Everything that speaks against sending a letter, most serious first, each with its place in the text. `block` stops
 * the send; `warn` is for the agent to weigh. What the marketplace forbids comes from its rule rows (DOMAIN.md §3),
 * words from the editable lists of phrases; tone is the same everywhere (REQUIREMENTS T13, X3).
 */
export function lint(letter: Outgoing, book: PhraseBook): Found[] {
  const inBody = book.find(letter.body).map((hit) => ({ ...hit, field: 'body' as const }))
  const inSubject = letter.subject
    ? book.find(letter.subject).map((hit) => ({ ...hit, field: 'subject' as const }))
    : []
  const found = [
    ...gaps(letter),
    ...phrasesFound(letter, [...inSubject, ...inBody]),
    ...contacts(letter, book),
    ...fee(letter, inBody),
    ...place(letter),
    ...files(letter, inBody),
    ...shouting(letter),
  ]
  return withoutRepeats(found).sort(
    (one, other) => rank(one.severity) - rank(other.severity) || one.start - other.start,
  )
}

const rank = (severity: Severity): number => (severity === 'block' ? 0 : 1)

const whole = { field: 'letter', quote: '', start: 0, end: 0 } as const

/** Placeholders of every school: Liquid, edit marks, and what people type: {name}, <name>, XXX, TODO. */
const placeholder =
  /\{\{[^{}]{0,200}\}\}|\{%[^{}]{0,200}%\}|\{[a-z_][\w .-]{0,40}\}|<(?:name|order|number|date|product|item|amount|address|agent|store)[\w -]{0,20}>|\{#FS:[^}]{0,80}\}/giu
/** In capitals only: "todo" is Spanish for "all". */
const reminder = /\bX{3,}\b|\bTODO\b|\bTBD\b/gu
const editMark = /\[\[[^[\]]{0,300}\]\]/gu
const bracketed =
  /\[(?:insert|your|enter|name|order|datum|name|einsetzen|insérer|inserire|insertar|请填写|填写|入力)[^\]\n]{0,60}\]/giu

function gaps(letter: Outgoing): Found[] {
  const found: Found[] = []
  if (letter.body.trim() === '') found.push({ ...whole, code: 'text.empty', severity: 'block' })
  const named = new Set<string>()
  for (const name of letter.missing) {
    const written = new RegExp(String.raw`\{\{ ?${name.replace(/[.]/g, '\\.')} ?\}\}`, 'u').exec(letter.body)
    named.add(name)
    found.push({
      code: 'variable.missing',
      severity: 'block',
      field: 'body',
      quote: written?.[0] ?? '',
      start: written?.index ?? 0,
      end: written ? written.index + written[0].length : 0,
      details: { name, meaning: name },
    })
  }
  for (const field of ['subject', 'body'] as const) {
    const text = letter[field] ?? ''
    for (const match of text.matchAll(editMark)) found.push(at('edit-mark.open', 'block', field, match))
    for (const match of [...text.matchAll(placeholder), ...text.matchAll(reminder), ...text.matchAll(bracketed)]) {
      const name = /^\{\{ ?([\w.]+) ?\}\}$/.exec(match[0])?.[1]
      if (!name || !named.has(name)) found.push(at('placeholder.unfilled', 'block', field, match))
    }
  }
  return found
}

function at(code: FindingCode, severity: Severity, field: 'subject' | 'body', match: RegExpExecArray): Found {
  return { code, severity, field, quote: match[0], start: match.index, end: match.index + match[0].length }
}

type FieldHit = PhraseHit & { readonly field: 'subject' | 'body' }

/** What each class of phrase becomes; contents count only where the marketplace forbids them. */
const toneOf: Readonly<Partial<Record<PhraseClass, FindingCode>>> = {
  blame: 'tone.blame',
  argument: 'tone.argument',
  emotion: 'tone.emotion',
  threat: 'tone.threat',
  vague: 'tone.vague',
}
const contents = [
  'marketing',
  'coupon',
  'review-incentive',
  'review-removal',
  'review-repeat',
  'off-marketplace-offer',
] as const satisfies readonly PhraseClass[]

function phrasesFound(letter: Outgoing, hits: readonly FieldHit[]): Found[] {
  const { forbidden } = letter.rules
  const hidesContact = forbidden.includes('email-address') || forbidden.includes('phone-number')
  return hits.flatMap((hit): Found[] => {
    const found = (code: FindingCode, severity: Severity): Found[] => [
      { code, severity, field: hit.field, quote: quoteOf(letter, hit), start: hit.start, end: hit.end },
    ]
    const content = contents.find((of) => of === hit.class)
    if (content) return forbidden.includes(content) ? found(`content.${content}`, 'block') : []
    if (hit.class === 'messenger') return hidesContact ? found('content.messenger', 'block') : []
    // Swearing is never ours to send, whatever the marketplace says.
    if (hit.class === 'profanity') return found('content.profanity', 'block')
    const tone = toneOf[hit.class]
    return tone ? found(tone, 'warn') : []
  })
}

const quoteOf = (letter: Outgoing, hit: FieldHit): string => (letter[hit.field] ?? '').slice(hit.start, hit.end)

const contactCodes = {
  'email-address': 'content.email-address',
  'phone-number': 'content.phone-number',
  'external-link': 'content.external-link',
  'insecure-link': 'link.insecure',
} as const satisfies Record<string, FindingCode>

function contacts(letter: Outgoing, book: PhraseBook): Found[] {
  const { forbidden } = letter.rules
  const known = [...letter.knownNumbers, ...(letter.orderNumber ? [letter.orderNumber] : [])]
  return (['subject', 'body'] as const).flatMap((field) => {
    const text = letter[field] ?? ''
    const hits = [
      ...(forbidden.includes('email-address') ? emailsIn(text) : []),
      ...(forbidden.includes('phone-number') ? phonesIn(text, known) : []),
      ...(forbidden.includes('external-link') ? linksIn(text, book.written('allowed-link'), letter.ownHost) : []),
    ]
    return hits.map(
      ({ kind, quote, start, end }): Found => ({
        code: contactCodes[kind],
        severity: kind === 'insecure-link' ? 'warn' : 'block',
        field,
        quote,
        start,
        end,
      }),
    )
  })
}

/** A fee counts as charged when a share or an amount stands in its sentence: "we waive the fee" charges nothing. */
function fee(letter: Outgoing, hits: readonly FieldHit[]): Found[] {
  const { restockingFee } = letter.rules
  if (!restockingFee) return []
  return hits
    .filter((hit) => hit.class === 'restocking-fee')
    .flatMap((hit): Found[] => {
      const sentence = sentenceAround(letter.body, hit.start)
      const percent = /(\d{1,3}(?:[.,]\d+)?)\s?[%％]/u.exec(sentence)?.[1]
      const isCharged = percent !== undefined || /\p{Sc}\s?\d|\d\s?(?:\p{Sc}|EUR|USD|GBP|円|元)/u.test(sentence)
      if (!isCharged) return []
      const finding = {
        severity: 'block',
        field: 'body',
        quote: quoteOf(letter, hit),
        start: hit.start,
        end: hit.end,
      } as const
      const { allowed, maxPercent, maxInPolicy } = restockingFee
      if (!allowed || maxPercent === 0) return [{ ...finding, code: 'fee.forbidden' }]
      const share = Number(percent?.replace(',', '.'))
      if (maxPercent !== null && share > maxPercent) {
        return [{ ...finding, code: 'fee.above-max', details: { percent: share, max: maxPercent } }]
      }
      if (maxInPolicy === null || !(share > maxInPolicy)) return []
      const details = { percent: share, max: maxInPolicy }
      return [{ ...finding, severity: 'warn', code: 'fee.in-policy', details }]
    })
}

function sentenceAround(text: string, position: number): string {
  const before = text.slice(0, position).search(/[^\n。！？]*$/u)
  const after = text.slice(position).search(/[\n。！？]|[.!?](?:\s|$)/u)
  return text.slice(before, after < 0 ? text.length : position + after)
}

/** What the place itself asks: language, length, order number, who may write first. */
function place(letter: Outgoing): Found[] {
  const { rules, template, proactive } = letter
  const found: Found[] = []
  const { language, buyerLanguages } = letter
  if (language && buyerLanguages.length > 0 && !buyerLanguages.includes(language)) {
    const details = { actual: language, expected: buyerLanguages.join(',') }
    found.push({ ...whole, code: 'language.wrong', severity: 'block', details })
  }
  const length = Array.from(letter.body).length
  if (rules.lengthMax !== null && length > rules.lengthMax) {
    const details = { length, max: rules.lengthMax, over: length - rules.lengthMax }
    found.push({ ...whole, code: 'length.over', severity: 'block', details })
  }
  if (template && !template.marketplaces.includes(rules.marketplaceKind)) {
    found.push({
      ...whole,
      code: 'template.not-here',
      severity: 'block',
      details: { marketplace: rules.marketplaceKind },
    })
  }
  if (!proactive) return found
  const hasNumber = letter.orderNumber ? letter.body.includes(letter.orderNumber) : amazonNumber.test(letter.body)
  if (rules.proactiveOrderNumber && !hasNumber) {
    const details = { number: letter.orderNumber ?? '{{ order.number }}' }
    found.push({ ...whole, code: 'order-number.missing', severity: 'block', details })
  }
  if (template && !template.proactive && rules.proactiveOrderNumber) {
    found.push({ ...whole, code: 'proactive.not-permitted', severity: 'block' })
  }
  const days = proactive.daysSinceOrder
  if (days !== null && rules.proactiveDays !== null && days > rules.proactiveDays) {
    found.push({ ...whole, code: 'proactive.too-late', severity: 'block', details: { days, max: rules.proactiveDays } })
  }
  return found
}

/** Amazon's order numbers, 3-7-7 digits: enough where the number of this order is not known. */
const amazonNumber = /\b\d{3}-\d{7}-\d{7}\b/

const megabyte = 1_000_000

function files(letter: Outgoing, hits: readonly FieldHit[]): Found[] {
  const { attachments, rules } = letter
  const found: Found[] = []
  const here = { ...whole, field: 'attachments' } as const
  const count = attachments.length
  if (rules.attachmentCountMax !== null && count > rules.attachmentCountMax) {
    const details = { count, max: rules.attachmentCountMax }
    found.push({ ...here, code: 'attachment.too-many', severity: 'block', details })
  }
  for (const { name, size } of attachments) {
    if (rules.attachmentBytesMax === null || size <= rules.attachmentBytesMax) continue
    const details = { size: Math.ceil((size / megabyte) * 10) / 10, max: rules.attachmentBytesMax / megabyte }
    found.push({ ...here, code: 'attachment.too-large', severity: 'block', quote: name, details })
  }
  const spokenOf = hits.find((hit) => hit.class === 'attachment-word')
  if (count === 0 && spokenOf) {
    const { start, end } = spokenOf
    // A letter whose label or invoice is missing is of no use; other words may mean the buyer's own files.
    const severity = letter.template?.attachment ? 'block' : 'warn'
    found.push({ code: 'attachment.forgotten', severity, field: 'body', quote: quoteOf(letter, spokenOf), start, end })
  }
  return found
}

/** A sentence all in capitals: at least three words and twelve letters, numbers and codes aside. */
function shouting(letter: Outgoing): Found[] {
  return sentences(letter.body)
    .filter((sentence) => {
      const spoken = words(sentence).filter((word) => word.toLowerCase() !== word.toUpperCase())
      const letters = spoken.join('')
      return spoken.length >= 3 && letters.length >= 12 && letters === letters.toUpperCase()
    })
    .map((sentence): Found => {
      const start = Math.max(0, letter.body.indexOf(sentence))
      return {
        code: 'tone.shouting',
        severity: 'warn',
        field: 'body',
        quote: sentence,
        start,
        end: start + sentence.length,
      }
    })
}

/** One finding per code and place: the longest, when several phrases meet on the same words. */
function withoutRepeats(found: readonly Found[]): Found[] {
  return found.filter(
    (one, index) =>
      !found.some(
        (other, otherIndex) =>
          otherIndex !== index &&
          other.code === one.code &&
          other.field === one.field &&
          one.end > one.start &&
          other.start <= one.start &&
          one.end <= other.end &&
          (other.end - other.start > one.end - one.start || otherIndex < index),
      ),
  )
}
