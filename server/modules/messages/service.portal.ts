import { type Context, transact } from '../../platform/context.ts'
import { readCustomer } from '../customers/index.ts'
import { recordInbound, type TicketRecord, tell } from '../tickets/index.ts'
import { isUnsatisfied } from './rules.outcomes.ts'
import { classifyWord } from './service.classify.ts'
import { countOutcome } from './service.outcomes.ts'
import * as files from './store.files.ts'
import * as portal from './store.portal.ts'
import * as store from './store.ts'

/** One word between buyer and desk, as the buyer may see it. */
export interface SaidToBuyer {
  readonly direction: 'inbound' | 'outbound'
  readonly text: string
  readonly automatic: boolean
  readonly photos: number
  readonly at: Date
}

/** What the buyer may know of a ticket's messages. */
export interface BuyersView {
  /** Oldest first. */
  readonly said: readonly SaidToBuyer[]
  /** A person's answer is written and has not left yet. */
  readonly answerUnderWay: boolean
  /** How many files the buyer has sent, counted no further than `fileCap`. */
  readonly files: number
}

/** The newest words are enough on a page; the buyer has the older ones in their mail. */
const shown = 100

/** What a ticket's buyer may see of it: their own words and our letters that have left; never a note or a draft. */
export async function buyersView(context: Context, ticketId: string, fileCap: number): Promise<BuyersView> {
  const said = await portal.saidBetween(context.db, ticketId, shown)
  const attachments = await files.attachmentsOf(
    context.db,
    said.map(({ id }) => id),
  )
  const photosOf = (id: string) =>
    attachments.filter(
      ({ messageId, contentType, inline }) => messageId === id && !inline && contentType.startsWith('image/'),
    ).length
  return {
    said: said.reverse().map(({ id, direction, text, automatic, createdAt, sentAt }) => ({
      direction: direction === 'inbound' ? ('inbound' as const) : ('outbound' as const),
      text,
      automatic,
      photos: photosOf(id),
      at: sentAt ?? createdAt,
    })),
    answerUnderWay: (await portal.answerUnderWay(context.db, ticketId)) !== undefined,
    files: await portal.filesFromBuyer(context.db, ticketId, fileCap),
  }
}

/** A photo that is kept already. */
export interface KeptPhoto {
  readonly filename: string
  readonly contentType: string
  readonly sha256: string
  readonly size: number
}

/** A word or photos of the buyer from the status page: a message like one that came by mail, and the ticket comes back. */
export function takeFromPage(
  context: Context,
  ticket: TicketRecord,
  word: { text: string; photos: readonly KeptPhoto[] },
): Promise<void> {
  return transact(context, async (context) => {
    const { text, photos } = word
    const at = context.now()
    const found = text
      ? await classifyWord(context, {
          subject: ticket.subject,
          text,
          marketplaceKind: ticket.marketplaceKind,
          storeId: ticket.storeId,
          customer: ticket.customerId ? await readCustomer(context, ticket.customerId) : null,
          language: ticket.language,
        })
      : undefined
    const { reopened } = await recordInbound(context, ticket.id, {
      // Photos without words are named in the list by their files.
      text: text || photos.map(({ filename }) => filename).join(', '),
      at,
      automatic: false,
      ...(found && { priority: found.priority, reasons: found.reasons }),
    })
    if (reopened && isUnsatisfied(found ?? { subType: null })) await countOutcome(context, ticket.id, 'returned')
    const said = await portal.saidBetween(context.db, ticket.id, shown)
    const id = context.newId()
    await store.insertMessage(context.db, {
      id,
      ticketId: ticket.id,
      direction: 'inbound',
      authorName: said.find(({ direction }) => direction === 'inbound')?.authorName ?? '—',
      text,
      language: found?.language ?? ticket.language,
      createdAt: at,
    })
    await files.insertAttachments(
      context.db,
      id,
      photos.map((photo) => ({
        ...photo,
        id: context.newId(),
        contentId: null,
        inline: false,
        contradictsName: false,
      })),
    )
    await tell(context, ticket.id, 'buyer-wrote', { messageId: id, automatic: null, by: 'status-page' })
  })
}
