import { type Context, transact } from '../../platform/context.ts'
import { channelOfStore } from '../channels/index.ts'
import type { Classification } from '../classification/index.ts'
import { customerBehind, findOrCreateCustomer } from '../customers/index.ts'
import type { Kind } from '../sla/index.ts'
import { marketplaceOf, type Store } from '../stores/index.ts'
import { createTicket, tell } from '../tickets/index.ts'
import { classifyWord } from './service.classify.ts'
import type { KeptPhoto } from './service.portal.ts'
import * as files from './store.files.ts'
import * as store from './store.ts'

/** What a buyer has written in a store's form. */
export interface FormWord {
  readonly name: string
  readonly email: string
  readonly orderNumber: string | null
  readonly subject: string
  readonly text: string
  /** What the buyer says it is about; null leaves it to the classification. */
  readonly chosen: { readonly kind: Kind; readonly subType: string } | null
  /** The language of the page; a text that plainly is in another wins. */
  readonly language: string
  readonly photos: readonly KeptPhoto[]
  readonly at: Date
}

/** Opens a ticket with what a buyer wrote in a form: the same as a mail to the store, answered by the store's mail. */
export function openFromForm(
  context: Context,
  shop: Store,
  word: FormWord,
): Promise<{ id: string; number: number; customerId: string }> {
  return transact(context, async (context) => {
    const { subject, text, at } = word
    const marketplace = await marketplaceOf(context, shop.marketplace)
    const marketplaceKind = marketplace?.kind ?? 'own-shop'
    const sender = { kind: 'email', address: word.email } as const
    const known = await customerBehind(context, sender)
    const found = await classifyWord(context, {
      subject,
      text,
      marketplaceKind,
      storeId: shop.id,
      languages: marketplace?.languages ?? [],
      customer: known,
      language: word.language,
    })
    const buyer = { ...sender, name: word.name, language: found.language }
    const customer = await findOrCreateCustomer(context, buyer, known)
    const created = await createTicket(context, {
      ...judged(word, found),
      priority: found.priority,
      subject,
      text,
      language: found.language,
      storeId: shop.id,
      channelId: await channelOfStore(context, shop.id),
      channelKind: 'web-form',
      marketplaceKind,
      customerId: customer.id,
      orderNumber: word.orderNumber ?? found.orderNumbers[0] ?? null,
      at,
    })
    const id = context.newId()
    await store.insertMessage(context.db, {
      id,
      ticketId: created.id,
      direction: 'inbound',
      authorName: word.name,
      address: word.email,
      customerId: customer.id,
      subject,
      text,
      language: found.language,
      createdAt: at,
    })
    await files.insertAttachments(
      context.db,
      id,
      word.photos.map((photo) => ({
        ...photo,
        id: context.newId(),
        contentId: null,
        inline: false,
        contradictsName: false,
      })),
    )
    await tell(context, created.id, 'buyer-wrote', { messageId: id, automatic: null, by: 'web-form' })
    return { ...created, customerId: customer.id }
  })
}

/** Why the desk takes a letter for its kind; all other reasons are about how pressing it is. */
const kindReasons: ReadonlySet<string> = new Set(['rule', 'own-rule', 'learnt'])

/** The buyer knows best what it is about; where they do not say, their words do. */
function judged({ chosen }: FormWord, found: Classification) {
  if (!chosen) return { kind: found.kind, subType: found.subType, reasons: found.reasons }
  const pressing = found.reasons.filter(({ code }) => !kindReasons.has(code))
  return { ...chosen, reasons: [{ code: 'form.reason' }, ...pressing] }
}
