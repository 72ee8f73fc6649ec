import { type Context, transact } from '../../platform/context.ts'
import { readWorkspace } from '../access/index.ts'
import { type Measure, measures, type SlaTarget } from './schema.ts'
import { type StarterPolicy, starterCalendars, starterPolicies } from './starter/policies.ts'
import * as calendars from './store.calendars.ts'
import * as store from './store.ts'

/** Gives a new workspace the shipped calendars and policies, named in the actor's language; one that has policies keeps them. */
export function seedSla(context: Context): Promise<void> {
  return transact(context, async (context) => {
    if ((await store.listPolicies(context.db, null, 1)).length > 0) return
    const { language, zone } = await readWorkspace(context)
    const ids = new Map<string, string>()
    for (const calendar of starterCalendars) {
      const id = context.newId()
      ids.set(calendar.key, id)
      const body = {
        name: calendar.name[language],
        zone: calendar.zone ?? zone,
        alwaysOpen: false,
        periods: [...calendar.periods],
        holidays: [],
      }
      await calendars.insertCalendar(context.db, id, body, context.now())
    }
    for (const policy of starterPolicies) {
      const body = {
        name: policy.name[language],
        kind: policy.kind ?? null,
        priority: null,
        storeId: null,
        marketplaceKind: policy.marketplaceKind ?? null,
        channelKind: policy.channelKind ?? null,
        ceiling: policy.ceiling ?? false,
        active: true,
        targets: measures.flatMap((measure) => targetOf(policy, measure, ids)),
      }
      await store.insertPolicy(context.db, context.newId(), body, context.now())
    }
  })
}

function targetOf(policy: StarterPolicy, measure: Measure, calendarIds: ReadonlyMap<string, string>): SlaTarget[] {
  const target = policy.targets[measure]
  if (!target) return []
  const calendarId = target.calendar ? (calendarIds.get(target.calendar) ?? null) : null
  return [{ measure, limitSeconds: target.hours * 3_600, calendarId, pausesForBuyer: target.pausesForBuyer ?? false }]
}
