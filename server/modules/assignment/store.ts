import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Kind } from '../sla/index.ts'
import type { AssignmentSettings, DutyState } from './schema.ts'
import type { AssignmentTables } from './tables.ts'

const own = (db: Database) => tablesOf<AssignmentTables>(db)

/** What is kept about a member; nothing is kept about who never was on duty. */
export interface AvailabilityRow {
  readonly memberId: string
  readonly state: DutyState
  readonly stateSince: Date
  readonly capacity: number | null
  readonly kinds: Kind[]
  readonly lastGivenAt: Date | null
}

const availabilities = (db: Database) =>
  own(db)
    .selectFrom('availabilities')
    .select([
      'member_id as memberId',
      'state',
      'state_since as stateSince',
      'capacity',
      'kinds',
      'last_given_at as lastGivenAt',
    ])

export const allAvailabilities = (db: Database): Promise<AvailabilityRow[]> => availabilities(db).execute()

/** Those on duty now. */
export const onDuty = (db: Database): Promise<AvailabilityRow[]> =>
  availabilities(db).where('state', '=', 'on-duty').execute()

export const availabilityOf = (db: Database, memberId: string): Promise<AvailabilityRow | undefined> =>
  availabilities(db).where('member_id', '=', memberId).executeTakeFirst()

export async function saveAvailability(
  db: Database,
  memberId: string,
  change: { state?: DutyState; capacity?: number | null; kinds?: Kind[] },
  at: Date,
): Promise<void> {
  await own(db)
    .insertInto('availabilities')
    .values({
      member_id: memberId,
      state: change.state ?? 'off-duty',
      state_since: at,
      capacity: change.capacity ?? null,
      kinds: change.kinds ?? [],
      last_given_at: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'member_id']).doUpdateSet((row) => ({
        state: change.state ?? row.ref('availabilities.state'),
        // A state that is set again goes on since when it began.
        state_since: change.state
          ? sql<Date>`case when availabilities.state = ${change.state} then availabilities.state_since else ${at}::timestamptz end`
          : row.ref('availabilities.state_since'),
        capacity: change.capacity === undefined ? row.ref('availabilities.capacity') : change.capacity,
        kinds: change.kinds ?? row.ref('availabilities.kinds'),
      })),
    )
    .execute()
}

export async function recordGiven(db: Database, memberId: string, at: Date): Promise<void> {
  await own(db).updateTable('availabilities').set({ last_given_at: at }).where('member_id', '=', memberId).execute()
}

export async function readSettings(db: Database): Promise<AssignmentSettings | undefined> {
  const row = await own(db).selectFrom('assignment_settings').selectAll().executeTakeFirst()
  return (
    row && {
      automatic: row.automatic,
      sticky: row.sticky,
      substitute: row.substitute,
      defaultCapacity: row.default_capacity,
      pressingWeight: Number(row.pressing_weight),
    }
  )
}

export async function saveSettings(db: Database, settings: AssignmentSettings): Promise<void> {
  const row = {
    automatic: settings.automatic,
    sticky: settings.sticky,
    substitute: settings.substitute,
    default_capacity: settings.defaultCapacity,
    pressing_weight: settings.pressingWeight,
  }
  await own(db)
    .insertInto('assignment_settings')
    .values(row)
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(row))
    .execute()
}

/** One hand at a time gives out work in a workspace: two that count the same loads would fill the same member twice. */
export async function lockGiving(db: Database, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`assignment:${workspaceId}`}, 0))`.execute(own(db))
}
