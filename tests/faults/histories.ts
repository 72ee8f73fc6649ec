import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../setup/free-port.ts'
import { type FaultDesk, openFaultDesk } from './desk.ts'
import { workTogether } from './histories.agents.ts'
import { Buyers, leaveOpen, openShops } from './histories.floor.ts'
import { countAgain, readHistory } from './histories.reading.ts'
import type { Operation } from './histories.record.ts'
import { openWildPeer } from './smtp-peer.ts'
import { type HistoriesVerdict, judgeHistory } from './verdict.histories.ts'

/** As ENGINEERING R5 asks. */
const agents = 20
const tickets = 12
const killEverySeconds = 5

export interface HistoriesRun extends HistoriesVerdict {
  readonly runs: number
  readonly operations: Readonly<Record<Operation['outcome'], number>>
  /** Why things were refused, and how often. */
  readonly refusals: Readonly<Record<string, number>>
  readonly replies: number
  readonly lines: number
  readonly kills: number
  readonly heard: number
}

/** Runs it so many times, each on a desk of its own. */
export async function keepHistories(
  size: { readonly runs: number; readonly seconds: number },
  random: () => number,
  say: (line: string) => void = () => undefined,
): Promise<HistoriesRun> {
  const runs: HistoriesRun[] = []
  for (let at = 0; at < size.runs; at += 1) runs.push(await keepHistory(size.seconds, random, say))
  return runs.reduce((sum, run) => {
    const both = (name: keyof HistoriesVerdict) => [...sum[name], ...run[name]]
    const operations = {
      ok: sum.operations.ok + run.operations.ok,
      refused: sum.operations.refused + run.operations.refused,
      unknown: sum.operations.unknown + run.operations.unknown,
    }
    return {
      lost: both('lost'),
      doubled: both('doubled'),
      undue: both('undue'),
      crossed: both('crossed'),
      clocks: both('clocks'),
      miscounted: both('miscounted'),
      leaked: both('leaked'),
      runs: sum.runs + run.runs,
      operations,
      refusals: added(sum.refusals, run.refusals),
      replies: sum.replies + run.replies,
      lines: sum.lines + run.lines,
      kills: sum.kills + run.kills,
      heard: sum.heard + run.heard,
    }
  })
}

/**
 * Twenty agents of different roles and stores work at the same few tickets through two processes of the API, while buyers
 * write, a worker sends and reminds, processes are killed and connections cut (ENGINEERING R5). What each was told is
 * written down, and judged when all is quiet.
 */
async function keepHistory(seconds: number, random: () => number, say: (line: string) => void): Promise<HistoriesRun> {
  const ends: (() => unknown)[] = []
  try {
    const desk = await openFaultDesk()
    ends.push(desk.close)
    const peer = await openWildPeer(() => undefined)
    ends.push(peer.close)
    const lmtpPort = await freePort()
    const apis = await Promise.all([desk.api(), desk.api()])
    const worker = await desk.work({ AMENDS_LMTP_PORT: String(lmtpPort) })
    const ports = apis.map(({ port }) => port)
    const shops = await openShops(desk, ports[0] ?? 0, { smtpPort: peer.port, agents })
    const buyers = new Buyers(lmtpPort, shops.stores, tickets)
    const opened = await buyers.open(desk)
    const ticketIds = opened.map(({ id }) => id)
    const atWork = shops.agents.map((agent) => ({
      ...agent,
      ticketIds: opened
        .filter(({ storeId }) => agent.storeIds === 'all' || agent.storeIds.includes(storeId))
        .map(({ id }) => id),
    }))
    say(`${shops.agents.length} agents are at ${ticketIds.length} tickets`)
    const heard: { memberId: string; ticketId: string }[] = []
    for (const { memberId, cookie } of shops.agents.slice(4, 10))
      ends.push(leaveOpen(ports[0] ?? 0, cookie, (ticketId) => heard.push({ memberId, ticketId })))
    const record: Operation[] = []
    const until = Date.now() + seconds * 1_000
    const killedAt: number[] = []
    const killing = killAmong([...apis, worker], { until, random, killedAt, say })
    await Promise.all([
      workTogether({ agents: atWork, ticketIds, ports, record, random }, until),
      buyers.goOn(until, random),
    ])
    await killing
    say(`${record.length} operations; the desk works off what is left`)
    await settled(desk, say)
    await worker.stop()
    const history = await readHistory(desk, ticketIds, {
      operations: record,
      taken: peer.taken.filter(({ reply }) => reply !== ''),
      killedAt,
      heard,
      reach: new Map(shops.agents.map(({ memberId, storeIds }) => [memberId, storeIds])),
      counts: await countAgain(desk, ports[0] ?? 0, shops.agents),
    })
    const count = (outcome: Operation['outcome']) => record.filter((one) => one.outcome === outcome).length
    return {
      ...judgeHistory(history),
      runs: 1,
      operations: { ok: count('ok'), refused: count('refused'), unknown: count('unknown') },
      refusals: countBy(record.map(({ answer, outcome }) => (outcome === 'refused' ? codeIn(answer) : undefined))),
      replies: history.messages.filter(({ direction, automatic }) => direction === 'outbound' && !automatic).length,
      lines: history.lines.length,
      kills: killedAt.length,
      heard: heard.length,
    }
  } finally {
    for (const end of ends.reverse()) await Promise.resolve(end()).catch(() => undefined)
  }
}

const codeIn = (answer: unknown): string => String((answer as { code?: unknown } | null)?.code)

function countBy(names: readonly (string | undefined)[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

function added(one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>): Record<string, number> {
  const sum = { ...one }
  for (const [name, count] of Object.entries(other)) sum[name] = (sum[name] ?? 0) + count
  return sum
}

async function killAmong(
  victims: readonly { readonly name: string; kill(): Promise<void> }[],
  on: { until: number; random: () => number; killedAt: number[]; say: (line: string) => void },
): Promise<void> {
  for (;;) {
    await pause(killEverySeconds * 500 + on.random() * killEverySeconds * 1_000)
    if (Date.now() > on.until) return
    const victim = victims[Math.floor(on.random() * victims.length)]
    on.killedAt.push(Date.now())
    await victim?.kill()
    on.say(`killed: ${victim?.name}`)
  }
}

/** Waits until no letter is held or under way, no mail waits and no job is due; gives up after two minutes and says why. */
async function settled(desk: FaultDesk, say: (line: string) => void): Promise<void> {
  for (const end = Date.now() + 120_000; ; await pause(500)) {
    const left = await desk.sql<{ what: string }>(
      `select 'letter ' || delivery as what from messages where delivery in ('held', 'queued')
       union all select 'mail' from received_mails where status = 'received'
       union all select 'job ' || name || ' ' || state from pgboss.job
         where (state in ('retry', 'active') or (state = 'created' and start_after <= now())) and left(name, 2) <> '__'`,
    )
    if (left.length === 0) return
    if (Date.now() > end) return say(`does not come to rest: ${left.map(({ what }) => what).join(', ')}`)
  }
}
