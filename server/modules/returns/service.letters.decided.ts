import { type Context, scopeOf } from '../../platform/context.ts'
import { policiesInForce, type ReturnPolicy, readyVersions } from '../policies/index.ts'
import type { TemplateCategory } from '../templates/index.ts'
import type { TicketRecord } from '../tickets/index.ts'
import { decidedLetters } from './rules.letters.ts'
import * as store from './store.ts'

interface Asked {
  readonly ticket: TicketRecord
  readonly letters: readonly { readonly key: string; readonly category: TemplateCategory }[]
}

/** The letters that the return of a ticket writes or decides on, by their keys; undefined where there is no such return. */
export async function lettersOfPolicy(context: Context, { ticket, letters }: Asked): Promise<string[] | undefined> {
  const policies = await policiesOf(context, ticket)
  return policies && decidedLetters(letters, policies)
}

/** The version of the open return. Where one is still to begin, all that may come to serve it: which one, its facts will tell. */
async function policiesOf(context: Context, ticket: TicketRecord): Promise<ReturnPolicy[] | undefined> {
  const requests = await store.requestsOfTicket(context.db, ticket.id)
  const open = requests.find(({ endedAt }) => endedAt === null)
  if (open) return [...(await readyVersions(context, [open.versionId])).values()].map(({ policy }) => policy)
  const mayBegin = ticket.kind === 'return' && ticket.storeId !== null && scopeOf(context, 'returns.work') !== undefined
  if (!mayBegin || requests.length > 0) return undefined
  return (await policiesInForce(context)).map(({ policy }) => policy)
}
