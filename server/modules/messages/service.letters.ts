import type { Context } from '../../platform/context.ts'
import { defineHook } from '../../platform/hooks.ts'
import { readWorkspace } from '../access/index.ts'
import { readCustomer } from '../customers/index.ts'
import { marketplaceOf, readStore } from '../stores/index.ts'
import {
  checkOutgoing,
  type Finding,
  knownValues,
  linksPermitted,
  renderTemplate,
  suggestTemplates,
  type TemplateCategory,
  type TemplateSuggestion,
  type TemplateValues,
  versionInUse,
} from '../templates/index.ts'
import { statusUrlForLetters, type TicketRecord, ticketWithin, workableTicket } from '../tickets/index.ts'
import { bestLetters, byPlace, numbersAmong, placeOf, sameWords, shortList } from './rules.ts'
import type { CheckedText, Letter, SuggestedLetter } from './schema.ts'
import * as files from './store.files.ts'
import type { Origin } from './store.letters.ts'

/** What a letter on this ticket can say without anybody typing it. */
export async function valuesOf(context: Context, ticket: TicketRecord): Promise<TemplateValues> {
  const [customer, shop] = await Promise.all([
    ticket.customerId ? readCustomer(context, ticket.customerId) : undefined,
    ticket.storeId ? readStore(context, ticket.storeId) : undefined,
  ])
  const marketplace = shop ? await marketplaceOf(context, shop.marketplace) : undefined
  const name = customer?.name || undefined
  // Where the marketplace forbids links, a letter has none to name: its template then says something else.
  const page = (await linksPermitted(context, ticket)) ? statusUrlForLetters(context, ticket.id) : undefined
  return {
    ...(name && { 'buyer.name': name, 'buyer.first_name': name.split(/\s+/)[0] ?? name }),
    ...(ticket.orderNumber && { 'order.number': ticket.orderNumber }),
    // Mail to an address of no store is answered in the name of the house.
    'store.name': shop?.signatureName ?? (await readWorkspace(context)).name,
    ...(marketplace && { 'store.marketplace': marketplace.name.en }),
    'agent.name': context.actor.kind === 'system' ? (shop?.signatureName ?? 'Customer Service') : context.actor.name,
    'ticket.number': `T-${ticket.number}`,
    ...(page && { 'ticket.status_url': page, 'photos.link': `${page}#photos` }),
  }
}

/**
 * Which of some letters, by their keys, something else than the agent decides on this ticket: a return hangs here, whose
 * policy writes them or rules them out. Undefined where nothing of the kind is under way.
 */
export const lettersDecided = defineHook<
  {
    readonly ticket: TicketRecord
    readonly letters: readonly { readonly key: string; readonly category: TemplateCategory }[]
  },
  readonly string[] | undefined
>('messages.letters-decided')

/**
 * The letters that fit this ticket, written out for it: the best first, of those that fit alike what lacks nothing. What is not
 * worth suggesting comes after all that is.
 */
export async function suggestLetters(
  context: Context,
  ticketId: string,
  query: { search?: string; limit: number },
): Promise<SuggestedLetter[]> {
  const ticket = await ticketWithin(context, ticketId, 'tickets.read')
  const found = await suggestTemplates(context, {
    kind: ticket.kind,
    subType: ticket.subType,
    language: ticket.language,
    marketplaceKind: ticket.marketplaceKind,
    ...(query.search && { search: query.search }),
  })
  const decided = await decidedAmong(context, ticket, found)
  const placed = found.map((template) => ({ ...template, place: placeOf(template, decided) }))
  const values = await valuesOf(context, ticket)
  const written = await Promise.all(
    shortList(placed, query.limit).map(async ({ key, fit, place }) => {
      const letter = { ...(await letterOf(context, ticket, key, values)), place }
      return { letter, place, fit, missing: letter.missing }
    }),
  )
  return byPlace(bestLetters(written)).map(({ letter }) => letter)
}

async function decidedAmong(context: Context, ticket: TicketRecord, letters: readonly TemplateSuggestion[]) {
  const said = await context.services.hooks.run(context, lettersDecided, { ticket, letters })
  const known = said.filter((keys) => keys !== undefined)
  return known.length === 0 ? undefined : new Set(known.flat())
}

/** One letter, written out with what the ticket knows and what the agent has filled in. */
export async function writeLetter(
  context: Context,
  ticketId: string,
  key: string,
  filledIn: TemplateValues,
): Promise<Letter> {
  const ticket = await workableTicket(context, ticketId)
  return letterOf(context, ticket, key, { ...filledIn, ...(await valuesOf(context, ticket)) })
}

async function letterOf(context: Context, ticket: TicketRecord, key: string, values: TemplateValues): Promise<Letter> {
  const written = await renderTemplate(context, { key, language: ticket.language, values })
  return {
    key,
    language: written.language,
    titleZh: written.title['zh-CN'],
    titleEn: written.title.en,
    meaning: written.meaning,
    text: written.text,
    subject: written.subject,
    missing: written.missing,
  }
}

/** What stands against sending this text on this ticket, and how to mend it. */
export async function checkText(context: Context, ticketId: string, wanted: CheckedText): Promise<Finding[]> {
  const ticket = await workableTicket(context, ticketId)
  return findingsOf(context, ticket, wanted)
}

/** The same for a letter of a ticket that the caller has; files that are gone are missed when it is sent. */
export async function findingsOf(
  context: Context,
  ticket: TicketRecord,
  { text, templateKey, values = {}, uploadIds = [] }: CheckedText,
): Promise<Finding[]> {
  const uploads = await files.uploadsOf(context.db, context.actor.id, uploadIds)
  return checkOutgoing(context, {
    text,
    templateVersionId: templateKey && (await versionInUse(context, templateKey, ticket.language)),
    knownNumbers: numbersAmong(values),
    buyerLanguage: ticket.language,
    marketplaceKind: ticket.marketplaceKind,
    channelKind: ticket.channelKind,
    storeId: ticket.storeId,
    orderNumber: ticket.orderNumber,
    isAnswer: true,
    attachments: uploads.map(({ filename, size }) => ({ name: filename, size })),
  })
}

/** The version of the template that a letter was made from; undefined for one written freely. */
export async function originOf(
  context: Context,
  ticket: TicketRecord,
  { text, templateKey, values = {} }: CheckedText,
): Promise<Origin | undefined> {
  const versionId = templateKey && (await versionInUse(context, templateKey, ticket.language))
  if (!templateKey || !versionId) return undefined
  const filledIn = { ...knownValues(values), ...(await valuesOf(context, ticket)) }
  const asWritten = await letterOf(context, ticket, templateKey, filledIn)
  return { versionId, edited: !sameWords(asWritten.text, text) }
}
