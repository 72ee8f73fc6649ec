import type { Context } from '../../platform/context.ts'
import { eraseMails } from '../channels/index.ts'
import type { CustomerMoved, CustomerMoving, ErasedPart, ExportPart, Whose } from '../customers/index.ts'
import * as rows from './store.letters.ts'
import { offersByIds } from './store.ts'

/** Empties the letters of a customer and takes back what has not left yet; that a letter was sent stays counted. */
export async function eraseOffers(context: Context, { customerId }: Whose): Promise<ErasedPart> {
  const letters = await rows.lettersOf(context.db, customerId)
  await eraseMails(context, { received: [], outgoing: letters.flatMap(({ outgoingMailId }) => outgoingMailId ?? []) })
  await rows.markWithdrawn(
    context.db,
    letters.filter(({ state }) => state === 'queued').map(({ id }) => id),
  )
  return { counts: {}, files: [], more: false }
}

/** The offers that a customer had, for an answer to an access request. */
export async function exportOffers(context: Context, { customerId }: Whose): Promise<ExportPart> {
  const letters = (await rows.lettersOf(context.db, customerId)).filter(({ state }) => state !== 'skipped')
  const names = new Map(
    (await offersByIds(context.db, [...new Set(letters.map(({ offerId }) => offerId))])).map(({ id, name }) => [
      id,
      name,
    ]),
  )
  const lines = letters.map(({ offerId, state, language, madeAt, sentAt, unsubscribedAt, boughtAt }) => ({
    offer: names.get(offerId) ?? '',
    state,
    language,
    madeAt,
    sentAt,
    unsubscribedAt,
    boughtAt,
  }))
  return { tables: { offers: lines }, files: [] }
}

/** What one profile was offered becomes another's; of an offer that both had one letter is enough. */
export async function moveOffers(context: Context, { from, to, only }: CustomerMoving): Promise<CustomerMoved[]> {
  const ids = only && (only.find(({ what }) => what === 'offers')?.ids ?? [])
  return [{ what: 'offers', ids: await rows.moveLetters(context.db, from, to, ids) }]
}
