import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Team } from './schema.ts'
import type { AccessTables } from './tables.ts'

const own = (db: Database) => tablesOf<AccessTables>(db)

const membersOfTeam = sql<
  string[]
>`array(select t.member_id from member_teams t where t.workspace_id = teams.workspace_id and t.team_id = teams.id order by t.member_id)`

const teams = (db: Database) => own(db).selectFrom('teams').select(['id', 'name']).select(membersOfTeam.as('memberIds'))

/** Every team by name; a desk has tens of them, not thousands. */
export const listTeams = (db: Database): Promise<Team[]> => teams(db).orderBy('name').execute()

export const readTeam = (db: Database, id: string): Promise<Team | undefined> =>
  teams(db).where('id', '=', id).executeTakeFirst()

/** Whether another team is called so already; capitals do not tell names apart. */
export async function teamNameTaken(db: Database, name: string, but: string): Promise<boolean> {
  const found = await own(db)
    .selectFrom('teams')
    .select('id')
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where('id', '!=', but)
    .executeTakeFirst()
  return found !== undefined
}

export async function insertTeam(db: Database, team: Pick<Team, 'id' | 'name'>): Promise<void> {
  await own(db).insertInto('teams').values({ id: team.id, name: team.name }).execute()
}

export async function renameTeam(db: Database, id: string, name: string): Promise<boolean> {
  const result = await own(db).updateTable('teams').set({ name }).where('id', '=', id).executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Who belongs to a team from now on. */
export async function setTeamMembers(db: Database, teamId: string, memberIds: readonly string[]): Promise<void> {
  await own(db).deleteFrom('member_teams').where('team_id', '=', teamId).execute()
  if (memberIds.length > 0)
    await own(db)
      .insertInto('member_teams')
      .values(memberIds.map((member_id) => ({ member_id, team_id: teamId })))
      .execute()
}

/** Takes the team away; its memberships go with it. */
export async function deleteTeam(db: Database, id: string): Promise<boolean> {
  const result = await own(db).deleteFrom('teams').where('id', '=', id).executeTakeFirst()
  return result.numDeletedRows > 0n
}
