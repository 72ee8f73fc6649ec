import { setTimeout as pause } from 'node:timers/promises'
import { Caller, insist } from './caller.ts'
import { type FaultDesk, handLettersTo, openFaultDesk } from './desk.ts'
import { moodOf, openWildPeer, type Taken } from './smtp-peer.ts'
import { judgeSending, type SendVerdict, type ShownReply } from './verdict.send.ts'

/** A desk that is as impatient as a run of minutes needs: two seconds for a server's answer, a second until the next try. */
const impatient = { AMENDS_SEND_PATIENCE_SECONDS: '2', AMENDS_SEND_RETRY_SECONDS: '1' }
const workers = 2
const repliesPerTicket = 4
const writers = 4

export interface SendRun extends SendVerdict {
  readonly replies: number
  readonly kills: number
  /** What the peer did to us, and how often. */
  readonly misdeeds: Readonly<Record<string, number>>
  readonly failed: number
  /** From the first reply accepted until the last one settled. */
  readonly seconds: number
  /** Accepted by the API, and taken by the peer between the tenth and the ninetieth hundredth of all. */
  readonly perSecond: { readonly accepted: number; readonly taken: number }
}

/** How large the run is; `chance` is the peer's to misbehave at each moment of a session. */
export interface SendSize {
  readonly replies: number
  readonly kills: number
  readonly chance?: number
}

/**
 * Replies are written by the API and sent by workers that are killed, to a peer that misbehaves at every command
 * (ENGINEERING R2). Then what was accepted, what the peer has and what the desk shows are compared.
 */
export async function sendUnderFaults(
  size: SendSize,
  random: () => number,
  say: (line: string) => void = () => undefined,
): Promise<SendRun> {
  const ends: (() => Promise<unknown>)[] = []
  try {
    const desk = await openFaultDesk(impatient)
    ends.push(desk.close)
    const peer = await openWildPeer(moodOf(random, size.chance ?? 0.04))
    ends.push(peer.close)
    const port = await desk.serve()
    const victims = [await desk.work(), await desk.work()]
    const caller = new Caller(desk.token)
    ends.push(async () => caller.close())
    const storeId = await handLettersTo(peer.port, { desk, caller, port })
    const begun = performance.now()
    const writing = writeReplies(caller, port, storeId, size.replies)
    const killedAt: number[] = []
    for (let kill = 0; kill < size.kills; kill += 1) {
      while (peer.taken.length < ((kill + 0.5) * size.replies) / size.kills) await pause(20)
      killedAt.push(Date.now())
      await victims[Math.floor(random() * workers)]?.kill()
      say(`${peer.taken.length} letters taken, kill ${kill + 1}`)
    }
    const accepted = await writing
    const writingSeconds = (performance.now() - begun) / 1_000
    say('all are accepted; the desk sends what is left')
    await settled(desk, say)
    const seconds = (performance.now() - begun) / 1_000
    const shown = await shownReplies(desk, caller, port)
    const verdict = judgeSending(accepted, peer.taken, shown, killedAt)
    return {
      ...verdict,
      replies: accepted.length,
      kills: killedAt.length,
      misdeeds: peer.done,
      failed: shown.filter(({ delivery }) => delivery === 'failed').length,
      seconds,
      perSecond: { accepted: accepted.length / writingSeconds, taken: paceOf(peer.taken) },
    }
  } finally {
    for (const end of ends.reverse()) await end().catch(() => undefined)
  }
}

function paceOf(taken: readonly Taken[]): number {
  const [from, to] = [taken[Math.floor(taken.length * 0.1)], taken[Math.floor(taken.length * 0.9)]]
  return from && to ? (taken.length * 800) / Math.max(1, to.at - from.at) : 0
}

/** Opens tickets and writes replies on them, those of a ticket in their order; resolves with the replies accepted. */
async function writeReplies(caller: Caller, port: number, storeId: string, count: number): Promise<string[]> {
  const accepted: string[] = []
  const tickets = Array.from({ length: Math.ceil(count / repliesPerTicket) }, (_, at) => at).values()
  const lane = async () => {
    for (const at of tickets) {
      const buyer = { name: 'Buyer', email: `r2-${at}@buyers.example` }
      const words = { subject: 'A question', text: 'Where is my order?', channelKind: 'api', storeId, buyer }
      const { id } = await insist(caller, port, '/api/tickets', words, `r2-ticket-${at}`)
      for (let turn = 0; turn < Math.min(repliesPerTicket, count - at * repliesPerTicket); turn += 1) {
        const reply = `r2 ${at}/${turn}`
        const text = `Thank you for asking. It is on its way.\n\n(${reply})`
        await insist(caller, port, `/api/tickets/${id}/messages`, { direction: 'outbound', text }, `${reply}-key`)
        accepted.push(reply)
      }
    }
  }
  await Promise.all(Array.from({ length: writers }, lane))
  return accepted
}

/** Waits until no letter is under way; gives up when five minutes pass in which none has settled. */
async function settled(desk: FaultDesk, say: (line: string) => void): Promise<void> {
  let before = -1
  let since = Date.now()
  for (;;) {
    const [row] = await desk.sql<{ count: number }>(
      `select count(*)::int as count from messages where delivery in ('held', 'queued')`,
    )
    const left = row?.count ?? 0
    if (left === 0) return
    if (left !== before) since = Date.now()
    if (Date.now() - since > 300_000) return say(`${left} letters do not settle`)
    before = left
    await pause(250)
  }
}

/** What an agent sees on each ticket of the run. */
async function shownReplies(desk: FaultDesk, caller: Caller, port: number): Promise<ShownReply[]> {
  const tickets = await desk.sql<{ id: string }>(
    `select distinct ticket_id as id from messages where direction = 'outbound' and address like 'r2-%@buyers.example'`,
  )
  const shown: ShownReply[] = []
  for (const { id } of tickets) {
    const heard = await caller.call(port, { method: 'GET', path: `/api/tickets/${id}/messages?limit=50` })
    if (heard === 'cut' || heard.status !== 200) throw new Error(`the messages of ${id} cannot be read`)
    for (const { text, delivery, failure } of JSON.parse(heard.body).items) {
      const reply = /\((r2 \d+\/\d+)\)/.exec(text)?.[1]
      if (reply) shown.push({ reply, delivery, failure })
    }
  }
  return shown
}
