import { setTimeout as pause } from 'node:timers/promises'
import { Caller, type Heard, insist } from './caller.ts'
import { type FaultDesk, openFaultDesk, ownShop } from './desk.ts'
import { effectQueries, type Mutation, makeMutations } from './mutations.ts'
import { judgeRepeats, type ReadAnswer, type RepeatVerdict } from './verdict.repeat.ts'

const lanes = 4
const mutationsPerTicket = 40
/** How long a hung-up connection lasted at most: before, within and after the work of the request. */
const longestCutMs = 40

export interface RepeatRun extends RepeatVerdict {
  readonly mutations: number
  readonly sent: number
  /** Connections that ended before the answer was read. */
  readonly cut: number
  /** Turned away for a moment, and asked again. */
  readonly turnedAway: number
  readonly replayed: number
  readonly otherBodies: number
  readonly seconds: number
  readonly mutationsPerSecond: number
}

/**
 * Each mutation is sent one to five times at once with one key to two processes of the API, some of them by callers who
 * hang up before they have read the answer (ENGINEERING R3). Who has read none asks again, until one is read.
 */
export async function repeatUnderCuts(
  size: { readonly mutations: number },
  random: () => number,
  say: (line: string) => void = () => undefined,
): Promise<RepeatRun> {
  const ends: (() => Promise<unknown>)[] = []
  try {
    const desk = await openFaultDesk()
    ends.push(desk.close)
    const ports = await Promise.all([desk.serve(), desk.serve()])
    const caller = new Caller(desk.token)
    ends.push(async () => caller.close())
    const ticketIds = await openTickets(desk, caller, ports[0], size.mutations)
    const mutations = makeMutations(size.mutations, { ticketIds, memberId: await supervisorOf(desk) })
    const sender = new RepeatingSender(caller, ports, random)
    const begun = performance.now()
    const queue = mutations.values()
    const lane = async () => {
      for (const mutation of queue) {
        await sender.send(mutation)
        if (sender.settled % 1_000 === 0) say(`${sender.settled} of ${mutations.length} mutations`)
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    const seconds = (performance.now() - begun) / 1_000
    const effects = await effectsIn(desk)
    const verdict = judgeRepeats(
      mutations,
      (mark) => sender.answers.get(mark) ?? [],
      (kind) => effects.get(kind) ?? [],
      sender.otherBodies,
    )
    return {
      ...verdict,
      mutations: mutations.length,
      ...sender.figures(),
      seconds,
      mutationsPerSecond: mutations.length / seconds,
    }
  } finally {
    for (const end of ends.reverse()) await end().catch(() => undefined)
  }
}

/** Sends mutations again and again, and keeps every answer that was read. */
class RepeatingSender {
  readonly answers = new Map<string, ReadAnswer[]>()
  /** What the same key with another body was answered. */
  readonly otherBodies = new Map<string, number>()
  settled = 0
  readonly #caller: Caller
  readonly #ports: readonly number[]
  readonly #random: () => number
  #sent = 0
  #cut = 0
  #turnedAway = 0

  constructor(caller: Caller, ports: readonly number[], random: () => number) {
    this.#caller = caller
    this.#ports = ports
    this.#random = random
  }

  async send(mutation: Mutation): Promise<void> {
    const { mark } = mutation
    const read: ReadAnswer[] = []
    this.answers.set(mark, read)
    const times = 1 + Math.floor(this.#random() * 5)
    const cuts = Array.from({ length: times }, () =>
      this.#random() < 0.3 ? Math.floor(this.#random() * longestCutMs) : undefined,
    )
    await Promise.all(cuts.map((cutAfterMs) => this.#once(mutation, read, cutAfterMs)))
    while (read.length === 0) await this.#once(mutation, read)
    if (this.#random() < 0.1) await this.#withOtherBody(mutation)
    this.settled += 1
  }

  async #once(mutation: Mutation, read: ReadAnswer[], cutAfterMs?: number): Promise<void> {
    const heard = await this.#insist({ ...mutation.call, ...(cutAfterMs !== undefined && { cutAfterMs }) })
    if (heard === 'cut') this.#cut += 1
    else read.push(heard)
  }

  async #withOtherBody({ mark, call, otherBody }: Mutation): Promise<void> {
    const heard = await this.#insist({ ...call, body: otherBody })
    if (heard !== 'cut') this.otherBodies.set(mark, heard.status)
  }

  /** Asks again when turned away for a moment: that is no answer to the mutation. */
  async #insist(call: Parameters<Caller['call']>[1]): Promise<Heard> {
    for (;;) {
      this.#sent += 1
      const heard = await this.#caller.call(this.#ports[this.#sent % this.#ports.length] ?? 0, call)
      if (heard === 'cut' || (heard.status !== 503 && heard.status !== 429)) return heard
      this.#turnedAway += 1
      await pause(Math.max(20, heard.retryAfterMs))
    }
  }

  figures() {
    const replayed = [...this.answers.values()].flat().filter((answer) => answer.replayed).length
    return {
      sent: this.#sent,
      cut: this.#cut,
      turnedAway: this.#turnedAway,
      replayed,
      otherBodies: this.otherBodies.size,
    }
  }
}

/** Tickets of the own shop that the mutations are about. */
async function openTickets(desk: FaultDesk, caller: Caller, port: number, mutations: number): Promise<string[]> {
  const [shop] = await desk.sql<{ id: string }>('select store_id as id from channels where address = $1', [ownShop])
  const ids: string[] = []
  for (let at = 0; at < Math.max(4, mutations / mutationsPerTicket); at += 1) {
    const buyer = { name: 'Buyer', email: `r3-${at}@buyers.example` }
    const body = { subject: 'A question', text: 'Where is my order?', channelKind: 'api', storeId: shop?.id, buyer }
    ids.push((await insist(caller, port, '/api/tickets', body, `r3-ticket-${at}`)).id)
  }
  return ids
}

async function supervisorOf(desk: FaultDesk): Promise<string> {
  const [member] = await desk.sql<{ id: string }>(`select id from members where email = 'supervisor@demo.amends'`)
  if (!member) throw new Error('the demo has no supervisor')
  return member.id
}

async function effectsIn(desk: FaultDesk): Promise<Map<Mutation['kind'], Map<string, number>[]>> {
  const effects = new Map<Mutation['kind'], Map<string, number>[]>()
  for (const { kind, query } of effectQueries) {
    const rows = await desk.sql<{ mark: string; count: number }>(query)
    effects.set(kind, [...(effects.get(kind) ?? []), new Map(rows.map(({ mark, count }) => [mark, count]))])
  }
  return effects
}
