import { type Command, optional, required, Wrong, withServices } from './cli.command.ts'
import { activeMembers, createToken, findWorkspace, permissionsOf } from './modules/access/index.ts'
import { CannotStart } from './platform/cannot-start.ts'
import { systemContext } from './platform/context.ts'

const DAY_MS = 86_400_000

export const tokenCreate: Command = {
  name: 'token create',
  usage: '--member a@b.example --name "…" [--permissions tickets.read,tickets.work] [--days 90] [--workspace slug]',
  summary: 'Makes an API token that acts as a member, with all of their permissions or only those named. Shown once.',
  options: {
    member: { type: 'string' },
    name: { type: 'string' },
    permissions: { type: 'string' },
    days: { type: 'string' },
    workspace: { type: 'string' },
  },
  run: (call) => {
    const email = required(call, 'member').toLowerCase()
    const name = required(call, 'name')
    const days = optional(call, 'days')
    if (days !== undefined && !/^[1-9]\d{0,3}$/.test(days)) throw new Wrong('--days must be a number from 1 to 9999.')
    return withServices(call, async (services) => {
      const workspaceId = await findWorkspace(services, optional(call, 'workspace'))
      if (workspaceId === undefined)
        throw new CannotStart(
          'There is no such workspace yet.',
          'Set the desk up first: npx amends user add, or in the browser.',
        )
      const system = systemContext(services, workspaceId, 'command-line')
      const member = (await activeMembers(system)).find((known) => known.email === email)
      if (member === undefined)
        throw new CannotStart(`No active member has the address ${email}.`, 'Invite them first: npx amends user add.')
      const held = await permissionsOf(system, member.roleIds)
      const permissions = optional(call, 'permissions')?.split(',') ?? [...held.keys()]
      const expiresAt =
        days === undefined ? {} : { expiresAt: new Date(Date.now() + Number(days) * DAY_MS).toISOString() }
      const context = {
        ...system,
        actor: { ...system.actor, kind: 'member' as const, id: member.id, permissions: held },
      }
      const { token, secret } = await createToken(context, {
        name,
        permissions: permissions.map((each) => each.trim()),
        ...expiresAt,
      })
      return {
        words: `The token "${name}" of ${email} (shown this once):\n  ${secret}`,
        json: { id: token.id, secret, permissions: token.permissions, expiresAt: token.expiresAt },
      }
    })
  },
}
