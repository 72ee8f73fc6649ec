import type { Call } from './caller.ts'

/** A change asked of the API; its mark is found again in whatever it has done. */
export interface Mutation {
  readonly mark: string
  readonly kind: MutationKind
  readonly call: Required<Pick<Call, 'method' | 'path' | 'body' | 'key'>>
  /** Another body that the same address takes. */
  readonly otherBody: object
}

/** What a mutation is about. */
interface About {
  readonly ticketId: string
  /** Somebody who may be handed a ticket. */
  readonly memberId: string
}

type Made = Pick<Mutation['call'], 'method' | 'path' | 'body'>

/** Each kind: what is sent, and where its effects stand, as queries that give every mark found and how often. */
const kinds = {
  ticket: {
    make: (mark: string): Made => ({
      method: 'POST',
      path: '/api/tickets',
      body: { subject: mark, text: 'Where is my order?', channelKind: 'api', buyer: { name: 'Buyer' } },
    }),
    effects: [
      marksIn('tickets', 'subject'),
      `select t.subject as mark, count(*)::int as count from ticket_events e
       join tickets t on t.workspace_id = e.workspace_id and t.id = e.ticket_id
       where e.kind = 'created' and t.subject like 'r3-%' group by 1`,
    ],
  },
  note: {
    make: (mark: string, { ticketId }: About): Made => ({
      method: 'POST',
      path: `/api/tickets/${ticketId}/messages`,
      body: { direction: 'note', text: mark },
    }),
    effects: [marksIn('messages', 'text', `direction = 'note'`)],
  },
  reply: {
    make: (mark: string, { ticketId }: About): Made => ({
      method: 'POST',
      path: `/api/tickets/${ticketId}/messages`,
      body: { direction: 'outbound', text: `It is on its way.\n${mark}` },
    }),
    effects: [marksIn('messages', 'text', `direction = 'outbound'`), marksIn('outgoing_mails', `mail ->> 'text'`)],
  },
  tag: {
    make: (mark: string, { ticketId }: About): Made => ({
      method: 'PATCH',
      path: `/api/tickets/${ticketId}`,
      body: { tags: [mark] },
    }),
    effects: [marksIn('ticket_events', `details #>> '{changed,tags,to}'`, `kind = 'changed'`)],
  },
  'order number': {
    make: (mark: string, { ticketId }: About): Made => ({
      method: 'PATCH',
      path: `/api/tickets/${ticketId}`,
      body: { orderNumber: mark },
    }),
    effects: [marksIn('ticket_events', `details #>> '{changed,orderNumber,to}'`, `kind = 'changed'`)],
  },
  escalation: {
    make: (mark: string, { ticketId, memberId }: About): Made => ({
      method: 'PUT',
      path: `/api/tickets/${ticketId}/escalation`,
      body: { reason: mark, toMemberId: memberId },
    }),
    effects: [marksIn('ticket_events', `details ->> 'reason'`, `kind = 'escalated'`)],
  },
  team: {
    make: (mark: string): Made => ({ method: 'POST', path: '/api/teams', body: { name: mark, memberIds: [] } }),
    effects: [marksIn('teams', 'name')],
  },
  token: {
    make: (mark: string): Made => ({
      method: 'POST',
      path: '/api/tokens',
      body: { name: mark, permissions: ['tickets.read'] },
    }),
    effects: [marksIn('api_tokens', 'name')],
  },
} as const
export type MutationKind = keyof typeof kinds

function marksIn(table: string, text: string, where = 'true'): string {
  return `select substring(${text} from 'r3-[0-9]+') as mark, count(*)::int as count from ${table}
    where ${where} and ${text} like '%r3-%' group by 1`
}

/** So many mutations of all kinds in turn, spread over these tickets. */
export function makeMutations(
  count: number,
  on: { readonly ticketIds: readonly string[]; readonly memberId: string },
): readonly Mutation[] {
  const names = Object.keys(kinds) as MutationKind[]
  return Array.from({ length: count }, (_, at) => {
    const mark = `r3-${at}`
    const kind = names[at % names.length] ?? 'note'
    const ticketId = on.ticketIds[Math.floor(at / names.length) % on.ticketIds.length] ?? ''
    const made = (mark: string) => kinds[kind].make(mark, { ticketId, memberId: on.memberId })
    return { mark, kind, call: { ...made(mark), key: `${mark}-key` }, otherBody: made(`${mark}x`).body }
  })
}

/** Every query that tells what the mutations have done, with the kind it is about. */
export const effectQueries: readonly { readonly kind: MutationKind; readonly query: string }[] = (
  Object.keys(kinds) as MutationKind[]
).flatMap((kind) => kinds[kind].effects.map((query) => ({ kind, query })))
