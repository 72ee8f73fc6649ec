import { type Context, requirePermission, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { channelOfStore } from '../channels/index.ts'
import { readCustomer } from '../customers/index.ts'
import { marketplaceOf, readStore } from '../stores/index.ts'
import { assignTo, createTicket, reachesStore, tell } from '../tickets/index.ts'
import * as files from './store.files.ts'
import * as store from './store.ts'

/** A letter that the desk is to begin: to whom, from which store, and what it says so far. */
export interface LetterToBegin {
  readonly customerId: string
  readonly contactId: string
  readonly storeId: string
  readonly subject: string
  readonly text: string
  readonly language: string
  /** Why it is written: a line for those who open the ticket. */
  readonly note: string
}

/**
 * Opens a ticket on which the actor writes to a customer first, with the letter as their draft: it goes out by the composer
 * like any other, past the checks before sending. Refuses a store out of reach or without a mailbox, and an address that the
 * customer has no more.
 */
export function openToWrite(context: Context, letter: LetterToBegin): Promise<{ id: string; number: number }> {
  requirePermission(context, 'messages.send')
  return transact(context, async (context) => {
    const shop = reachesStore(context, 'tickets.work', letter.storeId)
      ? await readStore(context, letter.storeId)
      : undefined
    if (!shop) throw new Refusal('stores.not-found')
    const customer = await readCustomer(context, letter.customerId)
    const contact = customer?.contacts.find(({ id }) => id === letter.contactId)
    const channelId = await channelOfStore(context, shop.id)
    if (!customer || !contact || contact.kind === 'phone' || !channelId) throw new Refusal('messages.no-way-out')
    const at = context.now()
    const ticket = await createTicket(context, {
      kind: 'inquiry',
      subType: null,
      priority: 'normal',
      subject: letter.subject,
      text: letter.text,
      language: letter.language,
      storeId: shop.id,
      channelId,
      channelKind: 'mailbox',
      marketplaceKind: (await marketplaceOf(context, shop.marketplace))?.kind ?? 'own-shop',
      customerId: customer.id,
      orderNumber: null,
      reasons: [],
      at,
    })
    const id = context.newId()
    await store.insertMessage(context.db, {
      id,
      ticketId: ticket.id,
      direction: 'note',
      authorId: context.actor.id,
      authorName: context.actor.name,
      address: contact.address,
      text: letter.note,
      createdAt: at,
    })
    await tell(context, ticket.id, 'noted', { messageId: id })
    await assignTo(context, ticket.id, context.actor.id, { code: 'by-hand' })
    await files.saveDraft(context.db, context.actor.id, {
      ticketId: ticket.id,
      direction: 'outbound',
      text: letter.text,
      templateKey: null,
      updatedAt: at,
    })
    return ticket
  })
}
