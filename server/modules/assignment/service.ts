import { changesBetween } from '../../lib/changes.ts'
import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { enqueue } from '../../platform/jobs.ts'
import { announce } from '../../platform/realtime.ts'
import { membersByIds } from '../access/index.ts'
import { openByAssignee } from '../tickets/index.ts'
import type { AssignmentSettings, Availability, AvailabilityChange, DutyState } from './schema.ts'
import { everybody } from './service.candidates.ts'
import * as store from './store.ts'

/** The job that gives out what waits. */
export const dealJob = 'assignment.deal'

/** Everybody who works on tickets: who is there, and how much they have. */
export async function listAvailabilities(context: Context): Promise<Availability[]> {
  const people = (await everybody(context)).filter(({ mayWork }) => mayWork)
  const rows = new Map((await store.allAvailabilities(context.db)).map((row) => [row.memberId, row]))
  const pressing = new Map((await openByAssignee(context)).map((row) => [row.memberId, row.pressing]))
  return people
    .map(({ memberId, name, state, capacity, open, load }) => ({
      memberId,
      name,
      state,
      stateSince: rows.get(memberId)?.stateSince ?? null,
      capacity,
      ownCapacity: rows.get(memberId)?.capacity ?? null,
      kinds: rows.get(memberId)?.kinds ?? [],
      open,
      pressing: pressing.get(memberId) ?? 0,
      load,
    }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** The member goes on duty, off duty or away. Who comes on duty is given of what waits. */
export const setDuty = (context: Context, memberId: string, state: DutyState): Promise<void> =>
  changeAvailability(context, memberId, { state })

/** Changes what is kept about a member's availability; room that this makes is filled from what waits. */
export function changeAvailability(context: Context, memberId: string, change: AvailabilityChange): Promise<void> {
  return transact(context, async (context) => {
    const [member] = await membersByIds(context, [memberId])
    if (member?.state !== 'active') throw new Refusal('assignment.member-not-found')
    const before = await store.availabilityOf(context.db, memberId)
    await store.saveAvailability(context.db, memberId, change, context.now())
    // Coming and going is everybody's own; what is set for somebody else has an author.
    if (context.actor.id !== memberId)
      await recordAudit(context, {
        action: 'assignment.availability-changed',
        subject: { kind: 'member', id: memberId },
        changes: changesBetween(before && decided(before), decided({ ...before, ...change })),
      })
    await announce(context, { topic: 'availability', id: memberId }, { permission: 'assignment.read' })
    await dealSoon(context)
  })
}

const decided = ({ state, capacity, kinds }: AvailabilityChange | store.AvailabilityRow) => ({ state, capacity, kinds })

export async function availabilityOrRefuse(context: Context, memberId: string): Promise<Availability> {
  const found = (await listAvailabilities(context)).find((each) => each.memberId === memberId)
  if (!found) throw new Refusal('assignment.member-not-found')
  return found
}

/** How work is given out here, from now on. */
export function changeSettings(context: Context, settings: AssignmentSettings): Promise<AssignmentSettings> {
  return transact(context, async (context) => {
    const before = await store.readSettings(context.db)
    await store.saveSettings(context.db, settings)
    await recordAudit(context, {
      action: 'assignment.settings-changed',
      subject: { kind: 'settings', id: 'assignment' },
      changes: changesBetween(before, settings),
    })
    await dealSoon(context)
    return settings
  })
}

/** Gives out what waits, once this transaction commits; however many ask, once. */
export const dealSoon = (context: Context): Promise<void> => enqueue(context, dealJob, {}, { key: 'deal' })
