import { type Context, systemContext, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { Services } from '../../platform/services.ts'
import { readWorkspace } from '../access/index.ts'
import { mayContactEach, readCustomer, recordConsent } from '../customers/index.ts'
import { readStore } from '../stores/index.ts'
import type { Subscription } from './schema.audience.ts'
import { readUnsubscribe } from './service.links.ts'
import { type LetterRecord, markUnsubscribed, newestLetterOf, readLetter } from './store.letters.ts'
import { readOffer } from './store.ts'

/** Who holds a link: the reader of one letter, in its workspace. */
interface Visit {
  readonly context: Context
  readonly customerId: string
  /** The letter it stood in; of a letter written by hand the newest of theirs. */
  readonly letter: LetterRecord | undefined
}

/** A secret that is wrong, of another installation, or of a letter that is gone is refused like an address of nothing. */
async function visit(services: Services, secret: string, requestId: string): Promise<Visit> {
  const to = readUnsubscribe(services, secret)
  if (!to) throw new Refusal('request.not-found')
  const system = systemContext(services, to.workspaceId, requestId)
  const own = await readLetter(system.db, to.id)
  const customer = await readCustomer(system, own?.customerId ?? to.id)
  if (!customer) throw new Refusal('request.not-found')
  const letter = own ?? (await newestLetterOf(system.db, customer.id))
  const context = { ...system, actor: { ...system.actor, kind: 'buyer' as const, id: customer.id, name: '' } }
  return { context, customerId: customer.id, letter }
}

/** What the holder of a link sees. Looking changes nothing: mail programs open links before their reader does. */
export async function showSubscription(services: Services, secret: string, requestId: string): Promise<Subscription> {
  return asShown(await visit(services, secret, requestId))
}

/** Records that a customer wants no more offers, once however often it is asked. */
export async function unsubscribe(services: Services, secret: string, requestId: string): Promise<Subscription> {
  const visiting = await visit(services, secret, requestId)
  return transact(visiting.context, async (context) => {
    const { customerId, letter } = visiting
    const customer = await readCustomer(context, customerId)
    const isOut = (await standingOf(context, customerId)) === 'withdrawn' || customer?.erasedAt
    if (!isOut) {
      const offer = letter && (await readOffer(context.db, letter.offerId))
      const note = offer?.name ?? ''
      await recordConsent(context, customerId, { purpose: 'offers-email', state: 'withdrawn', source: 'link', note })
    }
    if (letter) await markUnsubscribed(context.db, letter.id, context.now())
    return asShown({ ...visiting, context })
  })
}

async function asShown({ context, customerId, letter }: Visit): Promise<Subscription> {
  const offer = letter && (await readOffer(context.db, letter.offerId))
  const shop = offer && (await readStore(context, offer.storeId))
  const customer = await readCustomer(context, customerId)
  return {
    storeName: shop?.signatureName ?? shop?.name ?? (await readWorkspace(context)).name,
    language: letter?.language ?? customer?.language ?? 'en',
    subscribed: (await standingOf(context, customerId)) === 'given',
  }
}

/** How their word on offers stands, from whichever of their own addresses. */
async function standingOf(context: Context, customerId: string): Promise<string> {
  const permitted = (await mayContactEach(context, 'offers-email', [customerId])).get(customerId) ?? []
  return permitted.find(({ reason }) => reason === 'withdrawn' || reason === 'given')?.reason ?? 'not-asked'
}
