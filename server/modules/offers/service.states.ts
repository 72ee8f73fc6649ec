import { recordChange } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { cancelMail } from '../channels/index.ts'
import type { Step } from './rules.ts'
import type { Offer } from './schema.ts'
import { asRecorded, heldFor, obstacleOf, offerOrRefuse, showOffer } from './service.ts'
import { markWithdrawn, queuedLetters } from './store.letters.ts'
import * as store from './store.ts'

/** Takes an offer one step on, behind its lock; answers it before and after. */
async function step(
  context: Context,
  id: string,
  name: Step,
  work: (offer: store.OfferRecord) => Promise<store.Standing>,
): Promise<{ before: ReturnType<typeof asRecorded>; after: ReturnType<typeof asRecorded> }> {
  const before = await heldFor(context, id, name)
  await store.saveStanding(context.db, id, await work(before), context.now())
  return { before: asRecorded(before), after: asRecorded(await offerOrRefuse(context, id)) }
}

/** Approves a draft; refuses whoever wrote it. */
export const approveOffer = (context: Context, id: string): Promise<Offer> =>
  transact(context, async (context) => {
    const change = await step(context, id, 'approve', async ({ authorId }) => {
      if (authorId === context.actor.id) throw new Refusal('offers.own-approval')
      return { state: 'approved', approvedBy: context.actor.id, approvedAt: context.now() }
    })
    await recordChange(context, 'offers.approved', 'offer', change)
    return showOffer(context, id)
  })

/** Begins to send an approved offer; refuses one that is not valid today, or that has no way out. */
export const startOffer = (context: Context, id: string): Promise<Offer> =>
  transact(context, async (context) => {
    const change = await step(context, id, 'start', async (offer) => {
      const obstacle = await obstacleOf(context, offer)
      if (obstacle) throw new Refusal(`offers.${obstacle}`)
      return { state: 'sending', startedAt: context.now() }
    })
    await recordChange(context, 'offers.started', 'offer', change)
    return showOffer(context, id)
  })

/** Stops an offer for good: no further letter is made, and what has not left yet stays here. */
export const stopOffer = (context: Context, id: string): Promise<Offer> =>
  transact(context, async (context) => {
    const change = await step(context, id, 'stop', async () => {
      const held: string[] = []
      for (const { id: letterId, outgoingMailId } of await queuedLetters(context.db, id))
        if (outgoingMailId && (await cancelMail(context, outgoingMailId))) held.push(letterId)
      await markWithdrawn(context.db, held)
      return { state: 'stopped', endedAt: context.now() }
    })
    await recordChange(context, 'offers.stopped', 'offer', change)
    return showOffer(context, id)
  })
