import { setTimeout as pause } from 'node:timers/promises'
import type { Call, Caller } from './caller.ts'
import type { Operation, OperationKind } from './histories.record.ts'

/** Somebody at work on the tickets of the run. */
export interface Agent {
  readonly memberId: string
  readonly role: 'manager' | 'supervisor' | 'agent'
  readonly caller: Caller
  /** Those that lie in the stores that this one serves. */
  readonly ticketIds: readonly string[]
}

/** What everybody works on, and what is written down of it. */
export interface Floor {
  readonly agents: readonly Agent[]
  readonly ticketIds: readonly string[]
  readonly ports: readonly number[]
  readonly record: Operation[]
  readonly random: () => number
}

type Wish = Pick<Operation, 'kind' | 'mark'> & { readonly ticketId?: string; readonly call: Omit<Call, 'key'> }

/** Everybody works until the time is over; each does one thing at a time, with a moment's thought between. */
export async function workTogether(floor: Floor, until: number): Promise<void> {
  await Promise.all(floor.agents.map((agent, at) => new Shift(floor, agent, at).work(until)))
}

const kinds = ['inquiry', 'order', 'complaint'] as const
const priorities = ['low', 'normal', 'high', 'urgent'] as const
const results = ['answered', 'solved', 'withdrawn'] as const

/** One agent's work: chooses, asks, insists where no answer came, and writes down what it was told. */
class Shift {
  readonly #floor: Floor
  readonly #agent: Agent
  readonly #number: number
  #done = 0
  /** Own letters that may still be taken back. */
  readonly #held: { readonly ticketId: string; readonly messageId: string }[] = []

  constructor(floor: Floor, agent: Agent, number: number) {
    this.#floor = floor
    this.#agent = agent
    this.#number = number
  }

  async work(until: number): Promise<void> {
    while (Date.now() < until) {
      // Now and then somebody tries what is none of theirs.
      const within = this.#floor.random() < 0.9 ? this.#agent.ticketIds : this.#floor.ticketIds
      const ticketId = this.#some(within)
      await this.#some(this.#choices)(ticketId)
      await pause(this.#floor.random() * 120)
    }
  }

  /** As often as somebody in front of a queue does each. */
  readonly #choices: readonly ((ticketId: string) => Promise<unknown>)[] = [
    (id) => this.#reply(id),
    (id) => this.#reply(id),
    (id) => this.#reply(id),
    () => this.#undo(),
    () => this.#undo(),
    (id) => this.#assign(id),
    (id) => this.#assign(id),
    (id) => this.#tag(id),
    (id) => this.#tag(id),
    (id) => this.#change(id),
    (id) => this.#change(id),
    (id) => this.#write(id, 'snooze', 'PUT', 'snooze', (mark) => ({ until: mark }), this.#soon()),
    (id) => this.#write(id, 'resolve', 'PUT', 'resolution', (note) => this.#resolution(note)),
    (id) => this.#write(id, 'reopen', 'DELETE', 'resolution'),
    (id) => this.#write(id, 'escalate', 'PUT', 'escalation', (reason) => ({ reason })),
    (id) => this.#write(id, 'note', 'POST', 'messages', (mark) => ({ direction: 'note', text: `Seen (${mark})` })),
    (id) => this.#write(id, 'follow', this.#floor.random() < 0.5 ? 'PUT' : 'DELETE', 'follower'),
    () => this.#ask({ kind: 'take-next', mark: this.#mark(), call: { method: 'POST', path: '/api/assignments' } }),
    () => this.#ask({ kind: 'list', mark: '', call: { method: 'GET', path: '/api/tickets?view=all&limit=50' } }),
    (id) => this.#look(id),
  ]

  #resolution = (note: string) => ({ result: this.#some(results), note, customerFeedback: 'unknown' })
  #soon = () => new Date(Date.now() + 2_000 + Math.floor(this.#floor.random() * 6_000)).toISOString()

  async #write(
    ticketId: string,
    kind: OperationKind,
    method: Call['method'],
    what: string,
    bodyOf: (mark: string) => object | undefined = () => undefined,
    mark = this.#mark(),
  ): Promise<Operation> {
    const body = bodyOf(mark)
    return this.#ask({
      kind,
      ticketId,
      mark,
      call: { method, path: `/api/tickets/${ticketId}/${what}`, ...(body && { body }) },
    })
  }

  #look = (ticketId: string) =>
    this.#ask({ kind: 'read', ticketId, mark: '', call: { method: 'GET', path: `/api/tickets/${ticketId}` } })

  async #assign(ticketId: string): Promise<void> {
    const { random, agents } = this.#floor
    const colleague = this.#some(agents).memberId
    const memberId =
      random() < 0.2 ? null : this.#agent.role === 'agent' || random() < 0.3 ? this.#agent.memberId : colleague
    await this.#write(ticketId, 'assign', 'PUT', 'assignee', (note) => ({ memberId, note }))
  }

  /** Mostly with the version that was looked at, as a page sends it. */
  async #tag(ticketId: string): Promise<void> {
    const { answer, outcome } = await this.#look(ticketId)
    if (outcome !== 'ok') return
    const { tags, version } = answer as { tags: string[]; version: number }
    const own = `from ${this.#number}`
    const wanted = tags.includes(own) ? tags.filter((tag) => tag !== own) : [...tags, own]
    const seen = this.#floor.random() < 0.8 ? { version } : {}
    await pause(this.#floor.random() * 100)
    const change = (orderNumber: string) => ({ tags: wanted, orderNumber, ...seen })
    const mark = this.#mark()
    const call = { method: 'PATCH', path: `/api/tickets/${ticketId}`, body: change(mark) } as const
    await this.#ask({ kind: 'tag', ticketId, mark, call })
  }

  async #change(ticketId: string): Promise<void> {
    const mark = this.#mark()
    const field = this.#some([
      { priority: this.#some(priorities) },
      { kind: this.#some(kinds) },
      { status: this.#some(['open', 'waiting'] as const) },
    ])
    const call = { method: 'PATCH', path: `/api/tickets/${ticketId}`, body: { ...field, orderNumber: mark } } as const
    await this.#ask({ kind: 'change', ticketId, mark, call })
  }

  /** Reads, thinks, and answers the newest word it has read. */
  async #reply(ticketId: string): Promise<void> {
    const path = `/api/tickets/${ticketId}/messages`
    const { answer, outcome } = await this.#ask({ kind: 'read', ticketId, mark: '', call: { method: 'GET', path } })
    if (outcome !== 'ok') return
    const { items } = answer as {
      items: { id: string; direction: string; delivery: string | null; automatic: boolean }[]
    }
    const said = items.filter(
      ({ direction, delivery, automatic }) => direction !== 'note' && !automatic && delivery !== 'withdrawn',
    )
    await pause(this.#floor.random() * 150)
    const afterwards = this.#some(['waiting', 'waiting', 'open', 'resolved'] as const)
    const reply = await this.#write(ticketId, 'reply', 'POST', 'messages', (mark) => ({
      direction: 'outbound',
      text: `It is on its way. (${mark})`,
      afterwards,
      ...(said[0] && { seenMessageId: said[0].id }),
    }))
    if (reply.outcome === 'ok') this.#held.push({ ticketId, messageId: (reply.answer as { id: string }).id })
  }

  async #undo(): Promise<void> {
    const letter = this.#held.pop()
    if (!letter || this.#floor.random() < 0.3) return
    const { ticketId, messageId } = letter
    await this.#write(ticketId, 'undo', 'POST', `messages/${messageId}/undo`, () => undefined, messageId)
  }

  /** Asks by one key until an answer was read; sometimes nobody waits for it. */
  async #ask({ kind, ticketId = '', mark, call }: Wish): Promise<Operation> {
    const { random, ports, record } = this.#floor
    const isWrite = call.method !== 'GET'
    const key = `history-${this.#number}-${this.#done++}`
    const tries = isWrite && random() < 0.1 ? 1 : 100
    const sentAt = now()
    const begun = {
      memberId: this.#agent.memberId,
      kind,
      ticketId,
      mark,
      asked: { ...call.body, messageId: mark },
      sentAt,
    }
    let isCut = false
    const end = (outcome: Operation['outcome'], status = 0, answer: unknown = null): Operation => {
      const operation = { ...begun, endedAt: now(), outcome, status, answer }
      record.push(operation)
      return operation
    }
    for (let tried = 0; tried < tries; tried += 1) {
      const cutAfterMs = isWrite && random() < 0.1 ? { cutAfterMs: Math.floor(random() * 40) } : {}
      const heard = await this.#agent.caller.call(this.#some(ports), {
        ...call,
        ...(isWrite && { key }),
        ...cutAfterMs,
      })
      if (heard !== 'cut' && heard.status < 300) return end('ok', heard.status, JSON.parse(heard.body))
      // What was cut off before may still be under way: then a refusal does not say that nothing was done.
      if (heard !== 'cut' && heard.status < 500 && heard.status !== 429)
        return end(isCut ? 'unknown' : 'refused', heard.status, JSON.parse(heard.body))
      isCut = isCut || heard === 'cut' || heard.status >= 500
      await pause(heard === 'cut' ? 50 : Math.max(50, heard.retryAfterMs))
    }
    return end('unknown')
  }

  #mark = (): string => `r2 ${this.#number}/${this.#done}`
  #some = <Item>(items: readonly Item[]): Item => items[Math.floor(this.#floor.random() * items.length)] as Item
}

const now = (): number => performance.timeOrigin + performance.now()
