import type { Context } from '../../platform/context.ts'
import { attachmentPath, type ExportPart, type Whose } from '../customers/index.ts'
import { ticketsOfCustomer } from '../tickets/index.ts'
import * as store from './store.exports.ts'

/** What was said to and by a customer, and of them in notes, with the files, for an answer to an access request. */
export async function exportMessages(context: Context, { customerId, traces }: Whose): Promise<ExportPart> {
  const ticketIds = await ticketsOfCustomer(context, customerId)
  const [messages, found] = await Promise.all([
    store.messagesInFull(context.db, ticketIds, traces.messageIds),
    store.filesInFull(context.db, ticketIds, traces.messageIds),
  ])
  const files = found.map((file, at) => ({ ...file, path: attachmentPath(at, file.filename) }))
  return {
    tables: { messages, attachments: files.map(({ sha256: _, ...file }) => file) },
    files: files.map(({ path, sha256 }) => ({ path, sha256 })),
  }
}
