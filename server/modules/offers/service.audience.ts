import { DAY } from '../../lib/time.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { cutPage, idIn, type Page, readCursor } from '../../platform/paging.ts'
import {
  type CustomerOnRoll,
  customerNames,
  erasuresAsked,
  mayContactEach,
  rollOfCustomers,
  thresholdsOf,
  tierByOrders,
} from '../customers/index.ts'
import { historyOf } from '../orders/index.ts'
import { skusIn } from '../products/index.ts'
import { listMarketplaces, storesByIds } from '../stores/index.ts'
import { correspondenceOf } from '../tickets/index.ts'
import { type CustomerFacts, counted, type Decision, decide, type Terms } from './rules.ts'
import type { AudienceMember, AudienceQuery, AudienceView, OfferQuestion, Preview } from './schema.audience.ts'
import { offerOrRefuse } from './service.ts'
import { type LetterRecord, listLetters, offeredTo } from './store.letters.ts'

const batch = 500
/** So many of the newest customers are looked at for a preview, so that it answers within a moment on a desk of any size. */
const mostLooked = 5_000
/** Purchases within so many days make a tier (customers/rules.standing.ts). */
const tierDays = 365

/** A customer, and what an offer does about them. */
export interface Judged {
  readonly customer: CustomerOnRoll
  readonly decision: Decision
}

/** What an offer asks, with the products of its categories looked up once. */
export interface Question extends Terms {
  /** Null while it is not kept yet. */
  readonly offerId: string | null
  readonly products: readonly string[]
}

/** Makes of an offer what the rules ask of it. */
export async function questionOf(
  context: Context,
  { letters, segment, capDays }: OfferQuestion,
  offerId: string | null,
): Promise<Question> {
  const products = [...new Set([...segment.skus, ...(await skusIn(context, segment.categories))])]
  return { offerId, segment, capDays, products, languages: letters.map(({ language }) => language) }
}

/** What an offer does about each of these customers now: eight statements, however many they are. */
export async function judgeAll(
  context: Context,
  customers: readonly CustomerOnRoll[],
  question: Question,
): Promise<Judged[]> {
  if (customers.length === 0) return []
  const ids = customers.map(({ id }) => id)
  const addresses = customers.flatMap(({ id, contacts }) =>
    contacts.map(({ address, storeId }) => ({ customerId: id, address, storeId })),
  )
  const now = context.now()
  const since = new Date(now.getTime() - tierDays * DAY)
  const [bought, wrote, offered, permitted, leaving, thresholds] = await Promise.all([
    historyOf(context, addresses, { skus: question.products, since }),
    correspondenceOf(context, ids),
    offeredTo(context.db, ids, question.offerId),
    mayContactEach(context, 'offers-email', ids),
    erasuresAsked(context, ids),
    thresholdsOf(context),
  ])
  const factsOf = ({ id, language, important }: CustomerOnRoll): CustomerFacts => {
    const [orders, letters, before] = [bought.get(id), wrote.get(id), offered.get(id)]
    return {
      customerId: id,
      important,
      language,
      orders: orders?.orders ?? 0,
      lastOrderAt: orders?.lastOrderAt ?? null,
      tier: tierByOrders(orders?.ordersSince ?? 0, thresholds),
      boughtOne: orders?.boughtOne ?? false,
      storeIds: [...new Set([...(orders?.storeIds ?? []), ...(letters?.storeIds ?? [])])],
      erasureAsked: leaving.has(id),
      hadThis: before?.hadThis ?? false,
      lastOfferAt: before?.lastAt ?? null,
    }
  }
  const known = customers.map((customer) => ({ customer, facts: factsOf(customer) }))
  const ownShops = await ownShopsAmong(context, [...new Set(known.flatMap(({ facts }) => facts.storeIds))])
  return known.map(({ customer, facts }) => ({
    customer,
    decision: decide(question, facts, permitted.get(customer.id) ?? [], ownShops, now),
  }))
}

/** Which of these stores are shops of the seller’s own. */
async function ownShopsAmong(context: Context, storeIds: readonly string[]): Promise<ReadonlySet<string>> {
  const stores = await storesByIds(context, storeIds)
  const own = new Set(
    (await listMarketplaces(context)).filter(({ kind }) => kind === 'own-shop').map(({ code }) => code),
  )
  return new Set(stores.filter(({ marketplace }) => own.has(marketplace)).map(({ id }) => id))
}

/** Whom an offer would reach now, and whom not and why; nothing is made. */
export async function previewOffer(context: Context, wanted: OfferQuestion, offerId: string | null): Promise<Preview> {
  const asked = wanted.segment.storeIds
  if ((await storesByIds(context, asked)).length < asked.length) throw new Refusal('stores.not-found')
  const question = await questionOf(context, wanted, offerId)
  const decisions: Decision[] = []
  for (let after: string | null = null; decisions.length < mostLooked; ) {
    const customers = await rollOfCustomers(context, after, batch)
    decisions.push(...(await judgeAll(context, customers, question)).map(({ decision }) => decision))
    after = customers.at(-1)?.id ?? after
    if (customers.length < batch) return { ...counted(decisions), looked: decisions.length, all: true }
  }
  return { ...counted(decisions), looked: decisions.length, all: false }
}

/** As `previewOffer`, of one that is kept. */
export async function previewKept(context: Context, id: string): Promise<Preview> {
  return previewOffer(context, await offerOrRefuse(context, id), id)
}

/** So many customers are looked through for one page of those that a draft would reach. */
const mostPassed = 2_000

/**
 * One page of an offer's customers: those whom it would reach or not, and why, while it is not sent yet; then what became of
 * each. A page of a draft may hold few, and have a next one all the same.
 */
export async function listAudience(context: Context, id: string, query: AudienceQuery): Promise<Page<AudienceMember>> {
  const offer = await offerOrRefuse(context, id)
  const after = query.after === undefined ? null : idIn(readCursor(query.after, 1)[0])
  if (offer.state !== 'draft' && offer.state !== 'approved') {
    const wanted = { offerId: id, view: query.view, limit: query.limit + 1, ...(after && { after }) }
    const page = cutPage(await listLetters(context.db, wanted), query.limit, (letter) => [letter.id])
    return { ...page, items: await named(context, page.items.map(asMember)) }
  }
  const question = await questionOf(context, offer, id)
  const found: Judged[] = []
  let last = after
  for (let passed = 0; passed < mostPassed; passed += batch) {
    const customers = await rollOfCustomers(context, last, batch)
    const fitting = (await judgeAll(context, customers, question)).filter(({ decision }) => fits(query.view, decision))
    found.push(...fitting)
    last = customers.at(-1)?.id ?? last
    const isOver = customers.length < batch
    if (found.length > query.limit || isOver || passed + batch >= mostPassed) {
      const page = cutPage(found, query.limit, ({ customer }) => [customer.id])
      const items = await named(context, page.items.map(asJudged))
      return { items, next: page.next ?? (isOver ? null : cutPage([last, last], 1, (at) => [at]).next) }
    }
  }
  return { items: [], next: null }
}

function fits(view: AudienceView, decision: Decision): boolean {
  if (decision.kind === 'reached') return view === 'reached'
  return decision.kind === 'skipped' && (view === 'skipped' || view === `skipped:${decision.reason}`)
}

type Unnamed = Omit<AudienceMember, 'customerName'>

const asMember = ({ id: _, offerId: __, outgoingMailId: ___, madeAt: ____, ...letter }: LetterRecord): Unnamed => letter

const asJudged = ({ customer, decision }: Judged): Unnamed => ({
  customerId: customer.id,
  state: null,
  reason: decision.kind === 'skipped' ? decision.reason : null,
  language: decision.kind === 'reached' ? decision.language : null,
  byHand: false,
  sentAt: null,
  unsubscribedAt: null,
  boughtAt: null,
})

async function named(context: Context, rows: readonly Unnamed[]): Promise<AudienceMember[]> {
  const names = new Map(
    (await customerNames(context, [...new Set(rows.map(({ customerId }) => customerId))])).map(({ id, name }) => [
      id,
      name,
    ]),
  )
  return rows.map((row) => ({ ...row, customerName: names.get(row.customerId) ?? '' }))
}
