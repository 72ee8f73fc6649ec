import { type Context, scopeOf } from '../../platform/context.ts'
import { readyVersions } from '../policies/index.ts'
import type { TemplateCategory } from '../templates/index.ts'
import type { TicketRecord } from '../tickets/index.ts'
import { decidedBeforehand, decidedLetters } from './rules.letters.ts'
import * as store from './store.ts'

interface Asked {
  readonly ticket: TicketRecord
  readonly letters: readonly { readonly key: string; readonly category: TemplateCategory }[]
}

/**
 * The letters that the return of a ticket writes or decides on, by their keys, also where it is still to begin; undefined where
 * there is no such return.
 */
export async function lettersOfPolicy(context: Context, { ticket, letters }: Asked): Promise<string[] | undefined> {
  const requests = await store.requestsOfTicket(context.db, ticket.id)
  const open = requests.find(({ endedAt }) => endedAt === null)
  const version = open && (await readyVersions(context, [open.versionId])).get(open.versionId)
  if (version) return decidedLetters(letters, version.policy)
  const isToBegin = ticket.kind === 'return' && ticket.storeId !== null && requests.length === 0
  return isToBegin && scopeOf(context, 'returns.work') !== undefined ? decidedBeforehand(letters) : undefined
}
