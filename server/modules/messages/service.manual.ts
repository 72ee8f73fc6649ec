import { type Context, type Gathering, gather, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { withSettings } from '../../platform/settings-memory.ts'
import { channelOfStore } from '../channels/index.ts'
import { customerBehind, findOrCreateCustomer } from '../customers/index.ts'
import { marketplaceOf, readStore } from '../stores/index.ts'
import { createInBatch, reachesStore, refuseStoreless, writeNewTickets } from '../tickets/index.ts'
import type { NewTicket } from './schema.ts'
import { classifyWord } from './service.classify.ts'
import * as store from './store.ts'

/** Opens a ticket by hand or by API: a phone call noted, a form, another program (PRODUCT.md "Receive"). */
export async function openByHand(context: Context, wanted: NewTicket): Promise<{ id: string; number: number }> {
  const opened = await transact(await withSettings(context), async (context) => {
    const { buyer } = wanted
    refuseStoreless(context, wanted.storeId ?? null)
    const shop = wanted.storeId ? await storeWithin(context, wanted.storeId) : undefined
    const marketplace = shop && (await marketplaceOf(context, shop.marketplace))
    const marketplaceKind = marketplace?.kind ?? 'own-shop'
    const contact = buyer.email
      ? ({ kind: 'email', address: buyer.email } as const)
      : buyer.phone
        ? ({ kind: 'phone', address: buyer.phone } as const)
        : null
    const known = contact && (await customerBehind(context, contact))
    const found = await classifyWord(context, {
      subject: wanted.subject,
      text: wanted.text,
      marketplaceKind,
      storeId: shop?.id ?? null,
      languages: marketplace?.languages ?? [],
      customer: known,
    })
    // What they wrote tells the language of somebody new.
    const buyerNow = { name: buyer.name, language: found.language }
    const customer = contact && (await findOrCreateCustomer(context, { ...contact, ...buyerNow }, known))
    const at = context.now()
    const created = await createInBatch(context, {
      kind: wanted.kind ?? found.kind,
      subType: wanted.kind && wanted.kind !== found.kind ? null : found.subType,
      priority: found.priority,
      subject: wanted.subject,
      text: wanted.text,
      language: found.language,
      storeId: shop?.id ?? null,
      channelId: await channelOfStore(context, shop?.id ?? null),
      channelKind: wanted.channelKind,
      marketplaceKind,
      customerId: customer?.id ?? null,
      orderNumber: wanted.orderNumber ?? found.orderNumbers[0] ?? null,
      reasons: found.reasons,
      at,
    })
    await gather(context, messagesByHand, {
      id: context.newId(),
      ticketId: created.id,
      direction: 'inbound',
      authorName: buyer.name || buyer.email || buyer.phone || '—',
      address: buyer.email ?? null,
      subject: wanted.subject,
      text: wanted.text,
      language: found.language,
      createdAt: at,
    })
    return created
  })
  await writeNewTickets(context)
  return { id: opened.id, number: await opened.number }
}

const messagesByHand: Gathering<store.NewMessageRow> = {
  name: 'messages.by-hand',
  async write(context, messages) {
    for (const message of messages) await store.insertMessage(context.db, message)
  },
}

/** The store, when the actor works for it; out of reach and not there look the same. */
async function storeWithin(context: Context, storeId: string) {
  const shop = reachesStore(context, 'tickets.work', storeId) ? await readStore(context, storeId) : undefined
  if (!shop) throw new Refusal('stores.not-found')
  return shop
}
