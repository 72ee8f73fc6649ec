import { recordChange } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { cancelMail } from '../channels/index.ts'
import type { Step } from './rules.ts'
import type { Offer } from './schema.ts'
import { asRecorded, heldFor, obstacleOf, offerOrRefuse, showOffer } from './service.ts'
import { markWithdrawn, queuedLetters } from './store.letters.ts'
import * as store from './store.ts'

/** Takes an offer one step on, behind its lock, and records it. */
function step(
  context: Context,
  id: string,
  name: Step,
  action: string,
  work: (context: Context, offer: store.OfferRecord) => Promise<store.Standing>,
): Promise<Offer> {
  return transact(context, async (context) => {
    const before = await heldFor(context, id, name)
    await store.saveStanding(context.db, id, await work(context, before), context.now())
    await recordChange(context, action, 'offer', {
      before: asRecorded(before),
      after: asRecorded(await offerOrRefuse(context, id)),
    })
    return showOffer(context, id)
  })
}

/** Approves a draft; refuses whoever wrote it. */
export const approveOffer = (context: Context, id: string): Promise<Offer> =>
  step(context, id, 'approve', 'offers.approved', async (context, { authorId }) => {
    if (authorId === context.actor.id) throw new Refusal('offers.own-approval')
    return { state: 'approved', approvedBy: context.actor.id, approvedAt: context.now() }
  })

/** Begins to send an approved offer; refuses one that is not valid today, or that has no way out. */
export const startOffer = (context: Context, id: string): Promise<Offer> =>
  step(context, id, 'start', 'offers.started', async (context, offer) => {
    const obstacle = await obstacleOf(context, offer)
    if (obstacle) throw new Refusal(`offers.${obstacle}`)
    return { state: 'sending', startedAt: context.now() }
  })

/** Stops an offer for good: no further letter is made, and what has not left yet stays here. */
export const stopOffer = (context: Context, id: string): Promise<Offer> =>
  step(context, id, 'stop', 'offers.stopped', async (context) => {
    const held: string[] = []
    for (const { id: letterId, outgoingMailId } of await queuedLetters(context.db, id))
      if (outgoingMailId && (await cancelMail(context, outgoingMailId))) held.push(letterId)
    await markWithdrawn(context.db, held)
    return { state: 'stopped', endedAt: context.now() }
  })
