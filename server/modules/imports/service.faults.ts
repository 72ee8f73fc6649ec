import { byteOrderMark, csvLine } from '../../lib/csv.ts'
import type { Context } from '../../platform/context.ts'
import { wordsOfFault } from './rules.faults.ts'
import type { ImportFault } from './schema.ts'
import { importOrRefuse, listFaults } from './service.ts'

const headings = {
  en: ['Row', 'Column', 'Value', 'What is wrong'],
  'zh-CN': ['行', '列', '内容', '问题'],
} as const

/** The rows that could not be read, as lines of a CSV file in the reader's language. */
export async function faultsAsCsv(context: Context, id: string): Promise<AsyncIterable<string>> {
  await importOrRefuse(context, id)
  return linesOf(context, id)
}

async function* linesOf(context: Context, id: string): AsyncIterable<string> {
  yield byteOrderMark + csvLine(headings[context.language])
  for (let after: string | undefined; ; ) {
    const { items, next } = await listFaults(context, id, { limit: 100, ...(after !== undefined && { after }) })
    for (const fault of items) yield lineOf(context, fault)
    if (next === null) return
    after = next
  }
}

const lineOf = ({ language }: Context, { row, heading, value, code }: ImportFault): string =>
  csvLine([row, heading, value, wordsOfFault(code, language)])
