import { byteOrderMark, csvLine } from '../../lib/csv.ts'
import { recordAudit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { cutPage, idIn, type Page, readCursor } from '../../platform/paging.ts'
import { customerNames } from '../customers/index.ts'
import type { Suggestion, SuggestionQuery } from './schema.ts'
import * as store from './store.suggestions.ts'

/** One page of what customers suggested, newest first; those that hold all of some words. */
export async function listSuggestions(context: Context, query: SuggestionQuery): Promise<Page<Suggestion>> {
  const after = query.after === undefined ? {} : { after: idIn(readCursor(query.after, 1)[0]) }
  const found = await store.listSuggestions(context.db, {
    search: query.search ?? '',
    ...after,
    limit: query.limit + 1,
  })
  return cutPage(await named(context, found), query.limit, ({ id }) => [id])
}

async function named(context: Context, rows: readonly Omit<Suggestion, 'customerName'>[]): Promise<Suggestion[]> {
  const names = new Map(
    (await customerNames(context, [...new Set(rows.map(({ customerId }) => customerId))])).map(({ id, name }) => [
      id,
      name,
    ]),
  )
  return rows.map((row) => ({ ...row, customerName: names.get(row.customerId) ?? '' }))
}

const header = ['at', 'customer', 'suggestion', 'follow_up_id']
const stride = 1_000
/** Written in one answer; a desk writes down a few a day. */
const mostExported = 100_000

/** The suggestions as CSV, newest first, as the actor may see them; the export is recorded. */
export async function exportSuggestions(context: Context, search: string): Promise<AsyncGenerator<string>> {
  await recordAudit(context, {
    action: 'followups.suggestions-exported',
    subject: { kind: 'suggestions', id: 'list' },
    notes: search ? { search } : {},
  })
  return linesOf(context, search)
}

async function* linesOf(context: Context, search: string): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(header)
  let after: string | undefined
  for (let written = 0; written < mostExported; written += stride) {
    const rows = await store.listSuggestions(context.db, { search, ...(after && { after }), limit: stride })
    const lines = (await named(context, rows)).map(({ madeAt, customerName, text, followUpId }) =>
      csvLine([madeAt.toISOString(), customerName, text, followUpId]),
    )
    yield lines.join('')
    if (rows.length < stride) return
    after = rows.at(-1)?.id
  }
}
