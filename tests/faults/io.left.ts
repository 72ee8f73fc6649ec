import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { verifyChain } from '../../server/modules/audit/index.ts'
import { headersOf, type TakenMail } from '../setup/smtp-peer.ts'
import type { IoDesk } from './io.desk.ts'
import { type Left, type Row, renumbered } from './verdict.io.ts'

/** Tables of what a run says of itself alone: which sealed answers are kept for whom. */
const unread = new Set(['schema_migrations', 'idempotency_keys'])

/** Figures that are spread over rows by chance, so that writers do not wait for one another. */
const sums: Readonly<Record<string, string>> = {
  template_counts: `(select text_id, month, sum(uses) uses, sum(edited) edited, sum(solved) solved, sum(returned) returned
    from template_counts group by 1, 2)`,
}

/** Every row of the workspace. */
export async function rowsOf(desk: IoDesk): Promise<Row[]> {
  const tables = await desk.sql<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`)
  const asked = tables
    .filter(({ name }) => !unread.has(name))
    .map(({ name }) => `select '${name}' as "table", to_jsonb(t) as fields from ${sums[name] ?? name} t`)
  const rows = await desk.sql<Row>(asked.join(' union all '))
  return rows.map(({ table, fields }) => ({ table, fields: without(fields, triesOf[table] ?? []) }))
}

/** What tells of the tries themselves, and is otherwise when there were more of them. */
const triesOf: Readonly<Record<string, readonly string[]>> = { outgoing_mails: ['attempts', 'not_before'] }

const without = (fields: Row['fields'], left: readonly string[]): Row['fields'] =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => !left.includes(field)))

/** What the run has left, past the rows that it began with. */
export async function leftBy(desk: IoDesk, begun: readonly Row[], letters: readonly TakenMail[]): Promise<Left> {
  const known = new Set(begun.map((row) => JSON.stringify(row)))
  const rows = (await rowsOf(desk)).filter((row) => !known.has(JSON.stringify(row)))
  const lettersById = Map.groupBy(letters, messageIdOf)
  const taken = [...lettersById.values()].map(([letter]) => asRow(letter))
  return {
    rows: renumbered([...rows, ...taken]),
    letters: letters.map(messageIdOf),
    wrong: [
      ...(await filesWrong(desk, rows)),
      ...(await chainWrong(desk)),
      ...(await jobsWrong(desk)),
      ...[...lettersById]
        .filter(([, all]) => new Set(all.map(({ raw }) => bodyOf(raw))).size > 1)
        .map(([id]) => `two letters are ${id}`),
    ],
  }
}

const messageIdOf = ({ raw }: TakenMail): string =>
  headersOf(raw).find((line) => /^message-id:/i.test(line)) ?? 'without an id'

/** Boundaries of parts are made anew with each letter. */
const bodyOf = (raw: string): string => {
  const text = raw.slice(raw.indexOf('\r\n\r\n'))
  return text.replaceAll(/^--.*$/gm, '--')
}

function asRow(letter: TakenMail | undefined): Row {
  if (!letter) return { table: '(letter)', fields: {} }
  const { from, to, raw } = letter
  // A long subject is written as several words, which join without a space (RFC 2047 §2).
  const unfolded = headersOf(raw).map((line) => line.replaceAll(/\?= =\?UTF-8\?Q\?/g, ''))
  const headers = unfolded.map((line) => line.split(/:\s*/, 2))
  const fields = Object.fromEntries(headers.map(([name = '', value = '']) => [name.toLowerCase(), value]))
  return { table: '(letter)', fields: { ...fields, from, to, body: bodyOf(raw) } }
}

/** Files that rows speak of and that are not there, are others, or are there in halves. */
async function filesWrong({ folder }: IoDesk, rows: readonly Row[]): Promise<string[]> {
  const home = join(folder, 'files')
  const files = await readdir(home, { recursive: true, withFileTypes: true }).catch(() => [])
  const there = new Set<string>()
  const wrong: string[] = []
  for (const file of files.filter((entry) => entry.isFile())) {
    const path = join(file.parentPath, file.name)
    const name = path.slice(home.length + 1).replaceAll(/[/\\]/g, '')
    const sha256 = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
    if (name === sha256) there.add(name)
    else wrong.push(`a file is not what its name says: ${name}`)
  }
  const wanted = new Set(
    JSON.stringify(rows.map(({ fields }) => fields))
      .matchAll(/"sha256": ?"([0-9a-f]{64})"/g)
      .map(([, hash]) => hash ?? ''),
  )
  if (wanted.size === 0) wrong.push('no row speaks of a file')
  return [...wrong, ...[...wanted].filter((hash) => !there.has(hash)).map((hash) => `a file is gone: ${hash}`)]
}

async function chainWrong({ context }: IoDesk): Promise<string[]> {
  const { sound, breaches } = await verifyChain(context)
  return sound ? [] : [`the audit chain is broken: ${JSON.stringify(breaches)}`]
}

/** What is neither done nor waits for a moment to come. */
async function jobsWrong(desk: IoDesk): Promise<string[]> {
  const mails = await desk.sql<{ status: string }>(
    `select status from received_mails where status = 'received' union all
     select status from outgoing_mails where status in ('queued', 'sending')`,
  )
  return mails.map(({ status }) => `a mail is left as ${status}`)
}
