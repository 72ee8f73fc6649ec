import { type Static, Type } from 'typebox'
import { Id, Nullable, Timestamp, Words } from '../../platform/http.ts'
import { kinds } from '../sla/index.ts'

export const permissions = ['assignment.read', 'assignment.write'] as const

/** `off-duty` comes back with the next shift; `away` is on leave or ill. */
export const dutyStates = ['on-duty', 'off-duty', 'away'] as const
export type DutyState = (typeof dutyStates)[number]

const Capacity = Type.Integer({ minimum: 0, maximum: 1_000 })
const Kinds = Type.Array(Words(kinds), {
  uniqueItems: true,
  maxItems: kinds.length,
  description: 'None is all of them.',
})

/** Whether a member is there to take work, and how much they have. */
export const Availability = Type.Object(
  {
    memberId: Id,
    name: Type.String(),
    state: Words(dutyStates, { title: 'DutyState' }),
    stateSince: Nullable(Timestamp),
    capacity: Type.Integer({ description: 'Weighted tickets that the desk gives this member at most.' }),
    ownCapacity: Nullable(Capacity),
    kinds: Kinds,
    open: Type.Integer({ description: 'Open tickets.' }),
    pressing: Type.Integer({ description: 'Those of them that are urgent or high.' }),
    load: Type.Number({ description: 'Open tickets, the pressing ones by their weight.' }),
  },
  { title: 'Availability' },
)
export type Availability = Static<typeof Availability>

export const OwnDuty = Type.Object({ state: Words(dutyStates) }, { title: 'OwnDuty', additionalProperties: false })

/** What a supervisor may set about a member. A capacity of null is the workspace's usual number. */
export const AvailabilityChange = Type.Object(
  {
    state: Type.Optional(Words(dutyStates)),
    capacity: Type.Optional(Nullable(Capacity)),
    kinds: Type.Optional(Kinds),
  },
  { title: 'AvailabilityChange', additionalProperties: false, minProperties: 1 },
)
export type AvailabilityChange = Static<typeof AvailabilityChange>

export const AssignmentSettings = Type.Object(
  {
    automatic: Type.Boolean({ description: 'New tickets are given out by the desk; otherwise people take them.' }),
    sticky: Type.Boolean({ description: 'A customer stays with the member who had their last ticket.' }),
    substitute: Type.Boolean({
      description:
        'When a buyer writes and the assignee is not there, another eligible member who is takes the ticket.',
    }),
    defaultCapacity: Type.Integer({ minimum: 1, maximum: 1_000 }),
    pressingWeight: Type.Number({
      minimum: 1,
      maximum: 10,
      description: 'How many ordinary tickets an urgent or high one weighs.',
    }),
  },
  { title: 'AssignmentSettings', additionalProperties: false },
)
export type AssignmentSettings = Static<typeof AssignmentSettings>

export const shippedSettings: AssignmentSettings = {
  automatic: true,
  sticky: true,
  substitute: true,
  defaultCapacity: 30,
  pressingWeight: 2,
}

/** Why a member cannot, or should not now, take a ticket. The first five are lasting, the rest pass. */
export const reasonCodes = [
  'no-permission',
  'store',
  'kind',
  'language',
  'objection',
  'off-duty',
  'away',
  'full',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

export const Reason = Type.Object(
  { code: Words(reasonCodes), text: Type.String({ description: "In the reader's language." }) },
  { title: 'AssignmentReason' },
)

/** One member as a possible assignee of one ticket. */
export const AssignmentCandidate = Type.Object(
  {
    memberId: Id,
    name: Type.String(),
    state: Words(dutyStates),
    open: Type.Integer(),
    load: Type.Number(),
    capacity: Type.Integer(),
    allowed: Type.Boolean({ description: 'May be given the ticket by hand.' }),
    eligible: Type.Boolean({ description: 'The desk itself would give it to them.' }),
    recommended: Type.Boolean({ description: 'The one whom the desk would choose.' }),
    reasons: Type.Array(Reason),
  },
  { title: 'AssignmentCandidate' },
)
export type AssignmentCandidate = Static<typeof AssignmentCandidate>

/** The caller's next ticket; null when nothing waits that they may take. */
export const NextTicket = Type.Object({ ticketId: Nullable(Id) }, { title: 'NextTicket' })

export const Handover = Type.Object(
  {
    fromMemberId: Id,
    toMemberId: Type.Optional(Nullable(Id)),
    ticketIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true })),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  {
    title: 'Handover',
    additionalProperties: false,
    description:
      'All open tickets of a member, or the named ones; to a colleague, or spread over those who may take them.',
  },
)
export type Handover = Static<typeof Handover>

/** What became of each ticket; `toMemberId` is null where it stayed, `reasons` say why. */
export const Moves = Type.Object(
  {
    moves: Type.Array(
      Type.Object({ ticketId: Id, fromMemberId: Id, toMemberId: Nullable(Id), reasons: Type.Array(Type.String()) }),
    ),
  },
  { title: 'AssignmentMoves' },
)
export type Moves = Static<typeof Moves>

export const Rebalance = Type.Object(
  {
    memberIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true })),
    apply: Type.Boolean({ description: 'False shows what would move and moves nothing.' }),
  },
  { title: 'Rebalance', additionalProperties: false },
)
export type Rebalance = Static<typeof Rebalance>

export const MemberParams = Type.Object({ memberId: Id })
export const TicketParams = Type.Object({ ticketId: Id })
