import { setTimeout as pause } from 'node:timers/promises'
import { createTransport, type Transporter } from 'nodemailer'
import { planOrders } from '../../server/demo/orders.ts'
import { planTickets, randomFrom } from '../../server/demo/plan.ts'
import type { OrderTraits } from '../../server/modules/orders/index.ts'
import type { FaultDesk } from '../faults/desk.ts'
import { type AwkwardLetter, awkwardLetters } from '../fixtures/awkward-letters.ts'
import { orderRow } from '../fixtures/order-rows.ts'

/** What the desk made of letters whose order is known to whoever made them up. */
export interface LinkingVerdict {
  readonly letters: number
  readonly right: number
  /** Chosen wrongly, but with the mark that says: look before you act. */
  readonly marked: number
  /** Chosen wrongly, and told as if it were sure. */
  readonly unmarked: readonly string[]
  readonly wrong: readonly string[]
}

interface Linked {
  readonly order: { readonly number: string } | null
  readonly confidence: string | null
  readonly others: readonly { readonly order: { readonly number: string } }[]
}

/** A desk that runs, and where its API and its mail receiver listen. */
export interface LinkingDesk {
  readonly desk: FaultDesk
  readonly port: number
  readonly lmtpPort: number
}

async function asked<Answer>({ desk, port }: LinkingDesk, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`http://127.0.0.1:${port}/api${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${desk.token}`, ...(body && { 'content-type': 'application/json' }) },
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Answer
}

/** One ticket whose order is known: the number of that order, several where nobody could tell, none where it is not known here. */
interface Known {
  readonly what: string
  readonly ticketId: string
  readonly truth: readonly string[]
  /** Nobody could tell: the order is not known here and the letter does not name it. None is right, or a marked guess. */
  readonly isOpen?: boolean
}

async function judge(at: LinkingDesk, known: readonly Known[]): Promise<LinkingVerdict> {
  const wrong: string[] = []
  const unmarked: string[] = []
  for (const { what, ticketId, truth, isOpen } of known) {
    const { order, confidence, others } = await asked<Linked>(at, `/tickets/${ticketId}/order`)
    const offered = [order?.number, ...others.map(({ order }) => order.number)]
    const isRight =
      truth.length > 1
        ? confidence === 'low' && truth.every((number) => offered.includes(number))
        : order?.number === truth[0] || (isOpen === true && confidence === 'low')
    if (isRight) continue
    const as = `${what}: ${order?.number ?? 'none'} (${confidence}), not ${truth[0] ?? 'none'}`
    wrong.push(as)
    if (order && confidence !== 'low') unmarked.push(as)
  }
  const marked = wrong.length - unmarked.length
  return { letters: known.length, right: known.length - wrong.length, marked, unmarked, wrong }
}

/** The tickets of the demo: as many as it was loaded with. */
export async function judgeDemo(at: LinkingDesk, tickets: number): Promise<LinkingVerdict> {
  const rows = await at.desk.sql<{ id: string; createdAt: Date }>(
    'select id, created_at as "createdAt" from tickets order by created_at desc limit $1',
    [tickets],
  )
  // The plan is the same for every day, but for the day itself.
  const someday = planTickets(new Date('2026-01-01T00:00:00Z'), tickets)
  const shift = Number(rows[0]?.createdAt) - Number(someday.at(-1)?.at)
  const planned = new Map(someday.map((ticket) => [Number(ticket.at) + shift, ticket]))
  const imported = new Set(planOrders(someday, () => '', []).map(({ row }) => row.orderNumber))
  const known = rows.flatMap(({ id, createdAt }): Known[] => {
    const ticket = planned.get(Number(createdAt))
    if (!ticket) return []
    const what = `demo, “${ticket.written}”, ${ticket.story.kind}`
    const isNamed = `${ticket.story.subject} ${ticket.story.text}`.includes('{order}')
    const isHere = imported.has(ticket.order)
    return [{ what, ticketId: id, truth: isHere ? [ticket.order] : [], isOpen: !isHere && !isNamed }]
  })
  if (known.length < tickets) throw new Error(`of ${tickets} tickets of the demo ${known.length} are known`)
  return judge(at, known)
}

/** Letters of every awkward manner, sent by mail to the demo's stores after their orders were recorded there. */
export async function judgeLetters(at: LinkingDesk, count: number): Promise<LinkingVerdict> {
  const { orders, letters } = awkwardLetters(randomFrom(20_261_123), count)
  const stores = new Map(
    (
      await at.desk.sql<{ id: string; marketplace: string; address: string }>(
        'select s.id, s.marketplace, c.address from stores s join channels c on c.store_id = s.id',
      )
    ).map((store) => [store.marketplace, store]),
  )
  const storeOf = (marketplace: string) => {
    const store = stores.get(marketplace)
    if (!store) throw new Error(`the demo has no store at ${marketplace}`)
    return store
  }
  await recordOrders(at, orders, letters, (marketplace) => storeOf(marketplace).id)
  const transport = createTransport({
    host: '127.0.0.1',
    port: at.lmtpPort,
    lmtp: true,
    ignoreTLS: true,
    pool: true,
  } as object)
  try {
    for (const [at, letter] of letters.entries()) await send(transport, letter, at, storeOf(letter.storeId).address)
  } finally {
    transport.close()
  }
  const tickets = await ticketsOf(at.desk, letters.length)
  const numbers = new Map(orders.map(({ id, number }) => [id, number]))
  const known = letters.map(
    ({ manner, truth }, at): Known => ({
      what: manner,
      ticketId: tickets.get(at) ?? '',
      truth: truth.flatMap((id) => numbers.get(id) ?? []),
    }),
  )
  return judge(at, known)
}

/** Records the orders as old as they are to the letter that is about them: that is written now. */
async function recordOrders(
  at: LinkingDesk,
  orders: readonly OrderTraits[],
  letters: readonly AwkwardLetter[],
  storeOf: (marketplace: string) => string,
): Promise<void> {
  const writtenAt = new Map<string, Date>()
  for (const { at, letters: said, truth } of letters)
    for (const name of [...truth, ...said.flatMap(({ address }) => address ?? [])]) writtenAt.set(name, at)
  const last = new Date(Math.max(...orders.map(({ orderedAt }) => orderedAt.getTime())) + 86_400_000)
  const now = Date.now()
  for (const [marketplace, its] of Map.groupBy(orders, ({ storeId }) => storeId))
    for (let from = 0; from < its.length; from += 300) {
      const rows = its.slice(from, from + 300).map((order) => {
        const letterAt = writtenAt.get(order.id) ?? writtenAt.get(order.buyerAddress ?? '') ?? last
        const [item] = order.items
        return orderRow(order.number, {
          orderedAt: new Date(now - (letterAt.getTime() - order.orderedAt.getTime())).toISOString(),
          ...{ changedAt: null, shippedAt: null, buyerName: order.buyerKey, buyerAddress: order.buyerAddress },
          ...{ sku: item?.sku ?? '-', asin: item?.asin ?? null, title: item?.title ?? '' },
          trackingNumber: order.trackingNumbers[0] ?? null,
        })
      })
      await asked(at, '/orders/rows', { storeId: storeOf(marketplace), rows })
    }
}

const idOf = (letter: number, turn: number): string => `<linking.${letter}.${turn}@buyers.example>`

/** A letter's mails, the oldest first; each names the one before. */
async function send(transport: Transporter, { letters }: AwkwardLetter, at: number, to: string): Promise<void> {
  for (const [turn, { authorName, address, subject, text }] of letters.toReversed().entries())
    await transport.sendMail({
      from: { name: authorName, address: address ?? '' },
      ...{ to, subject: subject ?? '', text, messageId: idOf(at, turn) },
      ...(turn > 0 && { inReplyTo: idOf(at, turn - 1), references: [idOf(at, turn - 1)] }),
    })
}

const mostMs = 300_000

/** The ticket of each letter, when all have one and nothing waits to be worked off. */
async function ticketsOf(desk: FaultDesk, count: number): Promise<Map<number, string>> {
  for (const begun = Date.now(); ; ) {
    const rows = await desk.sql<{ at: number; ticketId: string }>(
      `select substring(mail_message_id from 'linking\\.(\\d+)\\.')::int as at, ticket_id as "ticketId"
       from messages where direction = 'inbound' and mail_message_id like '%linking.%'`,
    )
    const [work] = await desk.sql<{ waiting: number }>(
      `select (select count(*) from received_mails where status = 'received')::int
         + (select count(*) from pgboss.job where state in ('created', 'retry', 'active')
              and (name like 'linking.%' or name like 'tickets.%' or name like 'messages.%') and start_after <= now())::int as waiting`,
    )
    const tickets = new Map(rows.map(({ at, ticketId }) => [at, ticketId]))
    if (tickets.size === count && work?.waiting === 0) return tickets
    if (Date.now() - begun > mostMs)
      throw new Error(`${tickets.size} of ${count} letters have a ticket after five minutes`)
    await pause(300)
  }
}
