import { type Static, Type } from 'typebox'
import { Id, Nullable, Timestamp, Words } from '../../platform/http.ts'

export const permissions = ['workspace.write', 'members.read', 'members.write', 'roles.write', 'tokens.write'] as const

export const languages = ['zh-CN', 'en'] as const
/** The languages in which the desk answers buyers. */
export const spoken = ['en', 'de', 'fr', 'it', 'es', 'nl', 'sv', 'pl', 'pt', 'ja', 'zh'] as const
export const scopes = ['own', 'team', 'stores', 'all'] as const
export const memberStates = ['invited', 'active', 'deactivated'] as const

const Email = Type.String({ format: 'email', maxLength: 254 })
const Password = Type.String({ minLength: 10, maxLength: 200 })
const Name = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })
const Zone = Type.String({ minLength: 2, maxLength: 60 })
const Language = Words(languages)
const Permissions = Type.Record(Type.String(), Words(scopes))

export const Role = Type.Object(
  {
    id: Id,
    key: Type.String(),
    nameZh: Type.String(),
    nameEn: Type.String(),
    permissions: Permissions,
    shipped: Type.Boolean(),
  },
  { title: 'Role' },
)
export type Role = Static<typeof Role>

export const RoleChange = Type.Object(
  { nameZh: Name, nameEn: Name, permissions: Permissions },
  { additionalProperties: false },
)
export type RoleChange = Static<typeof RoleChange>

/** A role after the pattern of another; `permissions` replace those of the pattern. */
export const NewRole = Type.Object(
  { nameZh: Name, nameEn: Name, patternId: Id, permissions: Type.Optional(Permissions) },
  { additionalProperties: false },
)
export type NewRole = Static<typeof NewRole>

export const Team = Type.Object({ id: Id, name: Type.String(), memberIds: Type.Array(Id) }, { title: 'Team' })
export type Team = Static<typeof Team>

export const TeamFields = Type.Object(
  { name: Name, memberIds: Type.Array(Id, { uniqueItems: true, maxItems: 500 }) },
  { additionalProperties: false },
)
export type TeamFields = Static<typeof TeamFields>

export const Member = Type.Object(
  {
    id: Id,
    email: Type.String(),
    name: Type.String(),
    state: Words(memberStates),
    language: Language,
    zone: Type.String(),
    speaks: Type.Array(Type.String()),
    allStores: Type.Boolean(),
    storeIds: Type.Array(Id),
    roleIds: Type.Array(Id),
    createdAt: Timestamp,
  },
  { title: 'Member' },
)
export type Member = Static<typeof Member>

const memberFields = {
  name: Name,
  language: Language,
  zone: Zone,
  speaks: Type.Array(Words(spoken), { uniqueItems: true }),
  allStores: Type.Boolean(),
  storeIds: Type.Array(Id, { uniqueItems: true, maxItems: 500 }),
  roleIds: Type.Array(Id, { uniqueItems: true, minItems: 1, maxItems: 20 }),
}

export const NewMember = Type.Object({ email: Email, ...memberFields }, { additionalProperties: false })
export type NewMember = Static<typeof NewMember>

export const MemberChange = Type.Partial(
  Type.Object({ ...memberFields, state: Words(['active', 'deactivated']) }, { additionalProperties: false }),
  { additionalProperties: false, minProperties: 1 },
)
export type MemberChange = Static<typeof MemberChange>

/** An invitation is shown once: the address that the new member opens. */
export const Invited = Type.Object(
  { member: Member, invitationUrl: Type.String(), expiresAt: Timestamp },
  { title: 'Invited' },
)
export type Invited = Static<typeof Invited>

export const Invitation = Type.Object(
  {
    name: Type.String(),
    email: Type.String(),
    workspaceName: Type.String(),
    purpose: Words(['join', 'reset']),
    expiresAt: Timestamp,
  },
  { title: 'Invitation' },
)
export type Invitation = Static<typeof Invitation>

export const Acceptance = Type.Object({ password: Password }, { additionalProperties: false })
export type Acceptance = Static<typeof Acceptance>

export const SignIn = Type.Object(
  {
    email: Type.String({ minLength: 3, maxLength: 254 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    workspace: Type.Optional(Type.String({ maxLength: 40 })),
  },
  { additionalProperties: false },
)
export type SignIn = Static<typeof SignIn>

/** Who I am, where, and what I may do: the first thing the web asks for. */
export const Session = Type.Object(
  {
    member: Member,
    workspace: Type.Object({
      id: Id,
      name: Type.String(),
      slug: Type.String(),
      zone: Type.String(),
      currency: Type.String(),
      isDemo: Type.Boolean(),
    }),
    permissions: Permissions,
    preferences: Type.Record(Type.String(), Type.Unknown()),
    draftKey: Nullable(
      Type.String({ description: 'Base64 of the key under which a browser may keep unsent letters; none for a token' }),
    ),
  },
  { title: 'Session' },
)
export type Session = Static<typeof Session>

export const ProfileChange = Type.Object(
  {
    name: Type.Optional(Name),
    language: Type.Optional(Language),
    zone: Type.Optional(Zone),
    preferences: Type.Optional(Type.Record(Type.String({ maxLength: 60 }), Type.Unknown())),
  },
  { additionalProperties: false, minProperties: 1 },
)
export type ProfileChange = Static<typeof ProfileChange>

export const PasswordChange = Type.Object(
  { current: Type.String({ maxLength: 200 }), next: Password },
  { additionalProperties: false },
)
export type PasswordChange = Static<typeof PasswordChange>

export const Confirmation = Type.Object({ password: Type.String({ maxLength: 200 }) }, { additionalProperties: false })

/** How a new installation stands: before anything else, the web asks for this. */
export const Setup = Type.Object(
  { workspaces: Words(['none', 'one', 'several']), demo: Type.Boolean() },
  { title: 'Setup' },
)
export type Setup = Static<typeof Setup>

export const NewWorkspace = Type.Object(
  {
    workspaceName: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
    slug: Type.Optional(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,39}$' })),
    language: Language,
    zone: Zone,
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    name: Name,
    email: Email,
    password: Password,
  },
  { additionalProperties: false },
)
export type NewWorkspace = Static<typeof NewWorkspace>

export const ApiToken = Type.Object(
  {
    id: Id,
    name: Type.String(),
    memberId: Id,
    permissions: Type.Array(Type.String()),
    createdAt: Timestamp,
    expiresAt: Nullable(Timestamp),
    lastUsedAt: Nullable(Timestamp),
    revokedAt: Nullable(Timestamp),
  },
  { title: 'ApiToken' },
)
export type ApiToken = Static<typeof ApiToken>

export const NewToken = Type.Object(
  {
    name: Name,
    permissions: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 200, uniqueItems: true }),
    expiresAt: Type.Optional(Type.String({ format: 'date-time' })),
  },
  { additionalProperties: false },
)
export type NewToken = Static<typeof NewToken>

/** The secret is shown once, when the token is made. */
export const CreatedToken = Type.Object({ token: ApiToken, secret: Type.String() }, { title: 'CreatedToken' })
export type CreatedToken = Static<typeof CreatedToken>

export const OpenSession = Type.Object(
  {
    id: Type.String(),
    createdAt: Timestamp,
    lastSeenAt: Timestamp,
    userAgent: Type.String(),
    address: Type.String(),
    current: Type.Boolean(),
  },
  { title: 'OpenSession' },
)
export type OpenSession = Static<typeof OpenSession>
