import { randomBytes } from 'node:crypto'
import { type Call, type Command, type Outcome, optional, required, Wrong, withServices } from './cli.command.ts'
import {
  activeMembers,
  findWorkspace,
  inviteMember,
  listRoles,
  readWorkspace,
  renewInvitation,
  setUp,
} from './modules/access/index.ts'
import { CannotStart } from './platform/cannot-start.ts'
import { systemContext } from './platform/context.ts'
import type { Services } from './platform/services.ts'

export const userAdd: Command = {
  name: 'user add',
  usage:
    '--email a@b.example --name "…" [--role agent] [--language zh-CN|en] [--workspace slug] [--workspace-name "…"]',
  summary: 'Invites a member by a link that works once. On an empty desk: makes the workspace, with its administrator.',
  options: {
    email: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string', default: 'agent' },
    language: { type: 'string', default: 'zh-CN' },
    zone: { type: 'string' },
    currency: { type: 'string', default: 'USD' },
    workspace: { type: 'string' },
    'workspace-name': { type: 'string' },
  },
  run: (call) => {
    const person = readPerson(call)
    const slug = optional(call, 'workspace')
    return withServices(call, async (services) => {
      const workspaceId = await findWorkspace(services, slug)
      if (workspaceId !== undefined) return invite(call, services, workspaceId, person)
      if (slug === undefined) return begin(call, services, person)
      throw new CannotStart(`There is no workspace "${slug}".`, 'Name one that exists, or leave --workspace out.')
    })
  },
}

export const userLink: Command = {
  name: 'user link',
  usage: '--email a@b.example [--workspace slug]',
  summary: 'Makes a link by which a member who lost their password chooses a new one. It works once, for 30 minutes.',
  options: { email: { type: 'string' }, workspace: { type: 'string' } },
  run: (call) => {
    const email = required(call, 'email').toLowerCase()
    return withServices(call, async (services) => {
      const workspaceId = await findWorkspace(services, optional(call, 'workspace'))
      const context = workspaceId === undefined ? undefined : systemContext(services, workspaceId, 'command-line')
      const member = context && (await activeMembers(context)).find((known) => known.email === email)
      if (!context || !member)
        throw new CannotStart(`No active member has the address ${email}.`, 'Invite them: npx amends user add.')
      const { invitationUrl, expiresAt } = await renewInvitation(context, member.id)
      const words = `This link works once, until ${expiresAt.toISOString()}:\n  ${invitationUrl}`
      return { words, json: { memberId: member.id, email, invitationUrl, expiresAt } }
    })
  },
}

interface Person {
  readonly email: string
  readonly name: string
  readonly language: 'zh-CN' | 'en'
}

function readPerson(call: Call): Person {
  const email = required(call, 'email').toLowerCase()
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(email)) throw new Wrong(`--email ${email} is not an e-mail address.`)
  const language = optional(call, 'language')
  if (language !== 'zh-CN' && language !== 'en') throw new Wrong('--language must be zh-CN or en.')
  return { email, name: required(call, 'name'), language }
}

/** The first person of an empty desk: workspace and administrator, who choose their password by a link. */
async function begin(call: Call, services: Services, { email, name, language }: Person): Promise<Outcome> {
  // Nobody learns it: what a program printed must not become anybody's password.
  const password = randomBytes(32).toString('base64url')
  const made = await setUp(services, {
    workspaceName: optional(call, 'workspace-name') ?? 'Amends',
    language,
    zone: optional(call, 'zone') ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    currency: optional(call, 'currency') ?? 'USD',
    name,
    email,
    password,
  })
  const context = systemContext(services, made.workspaceId, 'command-line')
  const { invitationUrl, expiresAt } = await renewInvitation(context, made.memberId)
  const words = `The workspace is made; ${name} <${email}> is its administrator. By this link, which works once, they choose
a password until ${expiresAt.toISOString()} (another one: amends user link):
  ${invitationUrl}`
  return { words, json: { ...made, email, url: services.config.publicUrl, invitationUrl, expiresAt } }
}

async function invite(
  call: Call,
  services: Services,
  workspaceId: string,
  { email, name, language }: Person,
): Promise<Outcome> {
  const context = systemContext(services, workspaceId, 'command-line')
  const roles = await listRoles(context)
  const role = roles.find(({ key }) => key === optional(call, 'role'))
  if (role === undefined) throw new Wrong(`--role must be one of ${roles.map(({ key }) => key).join(', ')}.`)
  const { member, invitationUrl, expiresAt } = await inviteMember(context, {
    email,
    name,
    language,
    zone: optional(call, 'zone') ?? (await readWorkspace(context)).zone,
    speaks: ['en', 'zh'],
    allStores: true,
    storeIds: [],
    roleIds: [role.id],
  })
  const words = `${name} <${email}> is invited as ${role.key}. This link works once, until ${expiresAt.toISOString()}:
  ${invitationUrl}`
  return { words, json: { memberId: member.id, email, role: role.key, invitationUrl, expiresAt } }
}
