import { setTimeout as pause } from 'node:timers/promises'
import { openPostOffice, type PostOffice } from '../e2e/post-office.ts'
import { Caller, insist } from './caller.ts'
import { type FaultDesk, handLettersTo, openFaultDesk } from './desk.ts'
import { judgeReturns, type LeftReturn, type ReturnsVerdict } from './verdict.returns.ts'

export interface ReturnsRun extends ReturnsVerdict {
  readonly returns: number
  /** Decisions that two people took at the same moment, and how often both, or neither, were told that it was theirs. */
  readonly races: number
  readonly bothFirst: number
  readonly kills: number
  readonly seconds: number
}

const lanes = 4
/** A damaged lamp for 100.00 that the buyer keeps for a fifth of it: two letters, one refund, one line of loss. */
const facts = { reason: 'damaged', photos: 1, itemPrice: 10_000, country: 'DE' }
const wanted = { letters: 2, outcome: 'kept', loss: 2_000 }

/**
 * Returns are gone through by two people who decide the same at the same moment, each at a server of their own, while
 * servers and workers are killed. Then what lies on the wire, in the steps and in the ledger is compared: a letter and its
 * cost are there together and once, or not at all.
 */
export async function returnsUnderKills(
  size: { readonly returns: number; readonly kills: number },
  random: () => number,
  say: (line: string) => void = () => undefined,
): Promise<ReturnsRun> {
  const ends: (() => Promise<unknown>)[] = []
  try {
    const desk = await openFaultDesk({ AMENDS_SEND_RETRY_SECONDS: '1' })
    ends.push(desk.close)
    const post = await openPostOffice()
    ends.push(post.close)
    const servers = [await desk.api(), await desk.api()] as const
    const victims = [...servers, await desk.work(), await desk.work()]
    const caller = new Caller(desk.token)
    ends.push(async () => caller.close())
    const storeId = await handLettersTo(post.port, { desk, caller, port: servers[0].port })
    const begun = performance.now()
    const play = new Play(caller, [servers[0].port, servers[1].port], storeId)
    const playing = play.all(size.returns)
    let isOver = false
    const over = playing.finally(() => {
      isOver = true
    })
    let kills = 0
    for (; kills < size.kills; kills += 1) {
      while (!isOver && play.done < ((kills + 0.5) * size.returns) / size.kills) await pause(20)
      await pause(random() * 300)
      await victims[Math.floor(random() * victims.length)]?.kill()
      say(`${play.done} returns done, kill ${kills + 1}`)
    }
    const ids = await over
    say('all are done; the desk sends what is left')
    await quiet(desk)
    const verdict = judgeReturns(await leftOf(desk, post, ids), wanted)
    const seconds = (performance.now() - begun) / 1_000
    return { ...verdict, returns: ids.length, races: play.races, bothFirst: play.bothFirst, kills, seconds }
  } finally {
    for (const end of ends.reverse()) await end().catch(() => undefined)
  }
}

interface Seen {
  readonly id: string
  readonly revision: number
  readonly stage: string
  readonly step: { readonly node: string | null }
}

/** The two people, and how they go on after a server of theirs died: they look again, and do what is next. */
class Play {
  done = 0
  races = 0
  bothFirst = 0
  readonly #caller: Caller
  readonly #ports: readonly [number, number]
  readonly #storeId: string

  constructor(caller: Caller, ports: readonly [number, number], storeId: string) {
    this.#caller = caller
    this.#ports = ports
    this.#storeId = storeId
  }

  async all(count: number): Promise<string[]> {
    const turns = Array.from({ length: count }, (_, at) => at).values()
    const ids: string[] = []
    const lane = async () => {
      for (const at of turns) {
        ids.push(await this.#one(at))
        this.done += 1
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    return ids
  }

  async #one(at: number): Promise<string> {
    const buyer = { name: 'Buyer', email: `returns-${at}@buyers.example` }
    const orderNumber = `KK-${70_000 + at}`
    const words = {
      ...{ subject: 'It is broken', text: 'The lamp came broken.', kind: 'return', channelKind: 'api' },
      orderNumber,
    }
    const port = this.#ports[at % 2] ?? this.#ports[0]
    const ticket = await insist(
      this.#caller,
      port,
      '/api/tickets',
      { ...words, storeId: this.#storeId, buyer },
      `returns-ticket-${at}`,
    )
    const begun: Seen = await insist(
      this.#caller,
      port,
      `/api/tickets/${ticket.id}/return`,
      { facts },
      `returns-begun-${at}`,
    )
    for (;;) {
      const seen = await this.#look(begun.id)
      if (seen.stage === 'ended') return begun.id
      const next = nextOf(seen)
      if (!next) throw new Error(`${begun.id} stands at ${seen.stage}`)
      const body = { ...next, revision: seen.revision }
      const path = `/api/returns/${begun.id}/decisions`
      const both = await Promise.all(this.#ports.map((port) => this.#caller.call(port, { method: 'POST', path, body })))
      const first = both.filter((heard) => heard !== 'cut' && heard.status === 200).length
      this.races += 1
      const refused = both.find(
        (heard) => heard !== 'cut' && heard.status < 500 && ![200, 409, 429].includes(heard.status),
      )
      // Neither was late: the run itself is wrong, and would try for ever.
      if (refused && refused !== 'cut') throw new Error(`${path}: ${refused.body}`)
      if (first > 1) this.bothFirst += 1
    }
  }

  /** Looks until somebody answers. */
  async #look(id: string): Promise<Seen> {
    for (let at = 0; ; at += 1) {
      const port = this.#ports[at % 2] ?? this.#ports[0]
      const heard = await this.#caller.call(port, { method: 'GET', path: `/api/returns/${id}` })
      if (heard !== 'cut' && heard.status === 200) return JSON.parse(heard.body)
      if (heard !== 'cut' && heard.status < 500 && heard.status !== 429) throw new Error(`${id}: ${heard.body}`)
      await pause(50)
    }
  }
}

function nextOf({ stage, step }: Seen): object | undefined {
  if (stage === 'choice') return { event: 'choose', option: 'keep-item' }
  if (stage === 'letter' || stage === 'act') return { event: 'go-on', node: step.node }
  if (stage === 'waiting' || stage === 'answer') return { event: 'answer', answer: 'accepts' }
  return undefined
}

/** Waits until no letter is under way and each that left is noted; gives up after two minutes in which nothing settles. */
async function quiet(desk: FaultDesk): Promise<void> {
  let before = -1
  let since = Date.now()
  for (;;) {
    const [row] = await desk.sql<{ left: number }>(
      `select (select count(*) from messages where delivery in ('held', 'queued') and direction = 'outbound')::int
        + (select count(*) from return_stops where message_id is not null and sent_at is null)::int as left`,
    )
    const left = row?.left ?? 0
    if (left === 0) return
    if (left !== before) since = Date.now()
    if (Date.now() - since > 120_000) return
    before = left
    await pause(250)
  }
}

async function leftOf(desk: FaultDesk, post: PostOffice, ids: readonly string[]): Promise<LeftReturn[]> {
  const rows = await desk.sql<Omit<LeftReturn, 'onTheWire'> & { email: string }>(
    `select r.rma, r.outcome, c.address as email,
      array(select o.message_id from return_stops s join messages m on m.workspace_id = s.workspace_id and m.id = s.message_id
        join outgoing_mails o on o.workspace_id = m.workspace_id and o.id = m.outgoing_mail_id
        where s.request_id = r.id and s.undone_at is null order by s.position) as noted,
      (select count(*)::int from return_stops s where s.request_id = r.id and s.message_id is not null and s.sent_at is null) as waitless,
      (select coalesce(sum(l.amount), 0)::int from loss_bookings b join loss_lines l on l.workspace_id = b.workspace_id
        and l.booking_id = b.id where b.return_request_id = r.id) as booked,
      (select coalesce(sum(f.amount), 0)::int from return_refunds f where f.request_id = r.id and f.reversed_at is null) as refunded
    from return_requests r join tickets t on t.workspace_id = r.workspace_id and t.id = r.ticket_id
    join customer_contacts c on c.workspace_id = t.workspace_id and c.customer_id = t.customer_id
    where r.id = any($1::uuid[])`,
    [ids],
  )
  return rows.map(({ email, ...row }) => ({
    ...row,
    onTheWire: post.delivered
      .filter((mail) => mail.to.includes(email) && mail.header('auto-submitted') === undefined)
      .map(({ mail }) => (mail.messageId ?? '').replace(/^<|>$/g, '')),
  }))
}
