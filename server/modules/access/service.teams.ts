import { recordChange } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import { refusalAt } from './errors.ts'
import type { Team, TeamFields } from './schema.ts'
import * as teams from './store.teams.ts'
import { membersByIds } from './store.ts'

/** Every team with its members, by name. */
export const listTeams = (context: Context): Promise<Team[]> => teams.listTeams(context.db)

/** Makes a team, with or without members. */
export function createTeam(context: Context, wanted: TeamFields): Promise<Team> {
  return transact(context, async (context) => {
    const team = { id: context.newId(), name: wanted.name.trim() }
    await refuseTeamFields(context, wanted, team.id)
    await teams.insertTeam(context.db, team)
    await setMembers(context, team.id, [], wanted.memberIds)
    const made = await teamOrRefuse(context, team.id)
    await recordChange(context, 'access.team-created', 'team', { after: made })
    return made
  })
}

/** Renames a team and says who belongs to it. */
export function changeTeam(context: Context, id: string, change: TeamFields): Promise<Team> {
  return transact(context, async (context) => {
    const before = await teamOrRefuse(context, id)
    await refuseTeamFields(context, change, id)
    await teams.renameTeam(context.db, id, change.name.trim())
    await setMembers(context, id, before.memberIds, change.memberIds)
    const after = await teamOrRefuse(context, id)
    await recordChange(context, 'access.team-changed', 'team', { before, after })
    return after
  })
}

/** Takes a team away. Its members stay members of the workspace. */
export function deleteTeam(context: Context, id: string): Promise<void> {
  return transact(context, async (context) => {
    const before = await teamOrRefuse(context, id)
    await setMembers(context, id, before.memberIds, [])
    await teams.deleteTeam(context.db, id)
    await recordChange(context, 'access.team-deleted', 'team', { before })
  })
}

/** Who is in which team is part of what a member is: whoever comes or goes has changed. */
async function setMembers(
  context: Context,
  teamId: string,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  await teams.setTeamMembers(context.db, teamId, after)
  const changed = new Set([...before, ...after].filter((id) => before.includes(id) !== after.includes(id)))
  for (const memberId of changed) await emit(context, 'access.member-changed', { memberId })
}

async function refuseTeamFields(context: Context, wanted: TeamFields, id: string): Promise<void> {
  const name = wanted.name.trim()
  if (await teams.teamNameTaken(context.db, name, id))
    throw refusalAt('name', 'access.team-name-taken', context.language, { name })
  const found = await membersByIds(context.db, wanted.memberIds)
  if (found.length !== wanted.memberIds.length)
    throw refusalAt('memberIds', 'access.team-member-unknown', context.language)
}

async function teamOrRefuse(context: Context, id: string): Promise<Team> {
  const team = await teams.readTeam(context.db, id)
  if (!team) throw new Refusal('access.team-not-found')
  return team
}
