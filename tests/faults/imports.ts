import { openAsBlob } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type FaultDesk, openFaultDesk } from './desk.ts'
import { writeOrderReport, writeReturnReport } from './imports.files.ts'
import { lineHash, lineSums, orderFileSums, returnFileSums, unitHash, unitSums } from './imports.sums.ts'
import { type ImportCounts, type ImportVerdict, judgeImport, type Sums } from './verdict.imports.ts'

export interface ImportRun extends ImportVerdict {
  readonly orders: ReportFigures
  readonly returns: ReportFigures
}

interface ReportFigures {
  readonly rows: number
  readonly megabytes: number
  readonly rowsPerSecond: number
  readonly againPerSecond: number
  /** From the end of the import until everything that follows from it was done: products, links, the ledger. */
  readonly followedSeconds: number
  /** Above what the process held before the file came. */
  readonly apiMegabytesAbove: number
  readonly workerMegabytesAbove: number
  readonly killedAt: number
  /** From the start to the end of the import whose worker was killed. */
  readonly killedSeconds: number
}

/**
 * Large reports through the running product: uploaded, recorded, the same again, and once more for another store with the
 * worker killed half-way; what is recorded is compared with sums that SQL reckons over the file itself.
 */
export async function importReports(
  size: { readonly lines: number; readonly units: number },
  say: (line: string) => void = () => undefined,
): Promise<ImportRun> {
  const folder = await mkdtemp(join(tmpdir(), 'amends-reports-'))
  // The database reads the file for itself.
  await chmod(folder, 0o755)
  const desk = await openFaultDesk()
  try {
    const places = { orders: join(folder, 'All_Orders.txt'), returns: join(folder, 'FBA_Returns.txt') }
    await writeOrderReport(places.orders, size.lines)
    await writeReturnReport(places.returns, size.units)
    const api = await desk.api()
    const worker = await desk.work()
    // Of their own: those of the demo have orders already, which would be counted too.
    const one = await openStore(desk, api.port, 'Reports')
    const other = await openStore(desk, api.port, 'Reports again')
    const place = { desk, api, worker, one, other, say }
    const orders = await importReport(place, { file: places.orders, rows: size.lines, subject: 'orders' })
    const returns = await importReport(place, { file: places.returns, rows: size.units, subject: 'fba-returns' })
    return {
      lost: [...orders.verdict.lost, ...returns.verdict.lost],
      unequal: [...orders.verdict.unequal, ...returns.verdict.unequal],
      miscounted: [...orders.verdict.miscounted, ...returns.verdict.miscounted],
      orders: orders.figures,
      returns: returns.figures,
    }
  } finally {
    await desk.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function openStore(desk: FaultDesk, port: number, name: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/stores`, {
    method: 'POST',
    headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name, marketplace: 'amazon-us' }),
  })
  if (!answer.ok) throw new Error(`no store was made: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}

interface Place {
  readonly desk: FaultDesk
  readonly api: Awaited<ReturnType<FaultDesk['api']>>
  readonly worker: Awaited<ReturnType<FaultDesk['work']>>
  readonly one: string
  readonly other: string
  readonly say: (line: string) => void
}

interface Report {
  readonly file: string
  readonly rows: number
  readonly subject: 'orders' | 'fba-returns'
}

const reckoning = {
  orders: { hash: lineHash, tables: lineSums, file: orderFileSums },
  'fba-returns': { hash: unitHash, tables: unitSums, file: returnFileSums },
} as const

async function importReport({ desk, api, worker, one, other, say }: Place, { file, rows, subject }: Report) {
  const reckon = reckoning[subject]
  const hashOf = async (storeId: string) => (await desk.sql<{ hash: string }>(reckon.hash, [storeId]))[0]?.hash ?? ''
  const idle = { api: await residentOf(api.pid), worker: await residentOf(worker.pid) }
  const most = { ...idle }
  let goes = true
  const watching = (async () => {
    while (goes) {
      most.api = Math.max(most.api, await residentOf(api.pid))
      most.worker = Math.max(most.worker, await residentOf(worker.pid))
      await pause(100)
    }
  })()
  const first = await runImport(desk, api.port, { file, storeId: one, subject })
  say(`${subject}: ${Math.round(rows / first.seconds)} rows a second`)
  const followedSeconds = await followed(desk, first.endedAt)
  say(`${subject}: what follows was done ${followedSeconds} s after`)
  const firstHash = await hashOf(one)
  const again = await runImport(desk, api.port, { file, storeId: one, subject })
  say(`${subject} again: ${Math.round(rows / again.seconds)} rows a second`)
  await followed(desk, again.endedAt)
  goes = false
  await watching
  const hashes = { first: firstHash, again: await hashOf(one) }
  let killedAt = 0
  const killed = await runImport(desk, api.port, { file, storeId: other, subject }, async (share) => {
    if (killedAt > 0 || share < 0.4) return
    killedAt = share
    await worker.kill()
    say(`${subject}: worker killed at ${Math.round(share * 100)} %`)
  })
  await followed(desk, killed.endedAt)
  const sums: { file: Sums; tables: Sums } = {
    file: await sumsOf(desk, await reckon.file(desk, file)),
    tables: await sumsOf(desk, { text: reckon.tables, values: [one] }),
  }
  const verdict = judgeImport({
    rows,
    first: first.counts,
    again: again.counts,
    killed: killed.counts,
    killedAt,
    hashes: { ...hashes, killed: await hashOf(other) },
    sums,
  })
  const figures: ReportFigures = {
    rows,
    megabytes: Math.round((await stat(file)).size / 1_048_576),
    rowsPerSecond: Math.round(rows / first.seconds),
    againPerSecond: Math.round(rows / again.seconds),
    apiMegabytesAbove: Math.round(most.api - idle.api),
    workerMegabytesAbove: Math.round(most.worker - idle.worker),
    followedSeconds,
    killedAt: Math.round(killedAt * 100) / 100,
    killedSeconds: Math.round(killed.seconds),
  }
  return { verdict, figures }
}

interface Told extends ImportCounts {
  readonly id: string
  readonly conventions: object
  readonly size: number
  readonly bytesSettled: number
  readonly startedAt: string
  readonly endedAt: string | null
}

/** Uploads a file, says whose it is, starts it and waits for its end. */
async function runImport(
  desk: FaultDesk,
  port: number,
  { file, storeId, subject }: { readonly file: string; readonly storeId: string; readonly subject: string },
  onTheWay: (share: number) => Promise<void> = async () => undefined,
): Promise<{ readonly counts: ImportCounts; readonly seconds: number; readonly endedAt: number }> {
  const ask = async (method: string, path: string, body?: FormData | object): Promise<Told> => {
    const isForm = body instanceof FormData
    const answer = await fetch(`http://127.0.0.1:${port}/api/imports${path}`, {
      method,
      headers: {
        authorization: `Bearer ${desk.token}`,
        ...(body && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} /api/imports${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Told
  }
  const form = new FormData()
  form.set('file', await openAsBlob(file), basename(file))
  const { id, conventions } = await ask('POST', '', form)
  // What a file leaves open is a store's own currency and zone; here it shall be the same for both.
  await ask('PATCH', `/${id}`, { storeId, subject, conventions: { ...conventions, currency: 'EUR', zone: 'UTC' } })
  await ask('POST', `/${id}/start`)
  for (;;) {
    const told = await ask('GET', `/${id}`)
    if (told.endedAt) {
      const endedAt = Date.parse(told.endedAt)
      return { counts: told, seconds: (endedAt - Date.parse(told.startedAt)) / 1_000, endedAt }
    }
    await onTheWay(told.bytesSettled / told.size)
    await pause(200)
  }
}

/** What a report leaves to be done when its rows are in, so that the next is not measured beside it. */
const left = `select exists (select from loss_dues) or exists (select from loss_deltas) or exists (select from pgboss.job
  where name in ('orders.learn-products', 'linking.on-orders-added') and state < 'completed') as "isLeft"`

/** Resolves when nothing is left of what follows from an import, with the seconds that it took. */
async function followed(desk: FaultDesk, endedAt: number): Promise<number> {
  while ((await desk.sql<{ isLeft: boolean }>(left))[0]?.isLeft) await pause(500)
  return Math.round((Date.now() - endedAt) / 1_000)
}

async function sumsOf(desk: FaultDesk, query: { text: string; values?: readonly unknown[] }): Promise<Sums> {
  const rows = await desk.sql<{ group: string; sums: string }>(query.text, query.values)
  return new Map(rows.map(({ group, sums }) => [group, sums]))
}

/** Megabytes that a process holds in memory. */
async function residentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1_024
}
