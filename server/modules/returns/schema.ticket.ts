import { type Static, Type } from 'typebox'
import { Id, Nullable } from '../../platform/http.ts'
import { FactNameShape, PolicyWords } from '../policies/index.ts'
import { FactLine, ReturnRequest, ReturnRow } from './schema.ts'

/** What a return would begin with. */
export const ReturnProposal = Type.Object(
  {
    facts: Type.Array(FactLine),
    policy: Nullable(Type.Object({ key: Type.String(), title: PolicyWords }, { title: 'ReturnPolicyTitle' })),
    /** Facts that must be stated before it can begin. */
    asks: Type.Array(FactNameShape),
    lines: Type.Array(
      Type.Object({ sku: Type.String(), title: Type.String(), quantity: Type.Integer() }, { title: 'ReturnableLine' }),
    ),
    order: Nullable(Type.Object({ id: Nullable(Id), number: Type.String() }, { title: 'ReturnOrder' })),
    mayBegin: Type.Boolean(),
  },
  { title: 'ReturnProposal' },
)
export type ReturnProposal = Static<typeof ReturnProposal>

/** The return of a ticket, or what one would begin with. */
export const ReturnOfTicket = Type.Object(
  {
    request: Nullable(ReturnRequest),
    /** What would begin; null while one is open. */
    proposal: Nullable(ReturnProposal),
    /** Returns of the ticket that have ended, the newest first. */
    ended: Type.Array(ReturnRow),
  },
  { title: 'ReturnOfTicket' },
)
export type ReturnOfTicket = Static<typeof ReturnOfTicket>
