import { HOUR } from '../../lib/time.ts'
import { recordChange } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { channelOfStore, sendMail } from '../channels/index.ts'
import { readCustomer, rollOfCustomers } from '../customers/index.ts'
import { readStore } from '../stores/index.ts'
import { dayInWords, type LetterValues, writtenOut } from './rules.letters.ts'
import { allowance } from './rules.ts'
import type { OfferText } from './schema.ts'
import { type Judged, judgeAll, questionOf } from './service.audience.ts'
import { linksOf } from './service.links.ts'
import { asRecorded, obstacleOf, offerOrRefuse } from './service.ts'
import footers from './starter/footers.json' with { type: 'json' }
import * as rows from './store.letters.ts'
import * as store from './store.ts'

const batch = 500
/** So many batches of an offer at one beat, and other offers have their turn. */
const mostBatches = 10
/** What was made at this beat; a little less than from one to the next, so that a beat which comes early is not lost. */
const beatMs = 50_000

/** Sends what the offers under way may send within this beat of a minute; a stopped round goes on where it was. */
export async function sendOffers(context: Context): Promise<void> {
  const under = await transact(context, (context) => store.lockSending(context.db))
  for (const { id } of under) for (let done = 0; done < mostBatches; done++) if (!(await sendBatch(context, id))) break
}

/** Looks at the next customers of an offer; false when it is over, held up, or has had its share of this beat. */
function sendBatch(context: Context, id: string): Promise<boolean> {
  return transact(context, async (context) => {
    const offer = (await store.lockSending(context.db)).find((each) => each.id === id)
    if (!offer) return false
    const obstacle = await obstacleOf(context, offer)
    if (obstacle === 'over') return end(context, offer)
    // A mailbox that was taken away may come back: the offer waits for it until it is over.
    if (obstacle) return false
    const now = context.now()
    const made = {
      withinMinute: await madeWithin(context, id, beatMs),
      withinHour: await madeWithin(context, id, HOUR),
    }
    const share = allowance(offer.perHour, made)
    if (share === 0) return false
    const customers = await rollOfCustomers(context, offer.afterId, batch)
    const judged = await judgeAll(context, customers, await questionOf(context, offer, id))
    const taken = upTo(judged, share)
    await rows.insertLetters(context.db, await lettersFor(context, offer, taken, now))
    await store.saveProgress(context.db, id, taken.at(-1)?.customer.id ?? offer.afterId)
    if (customers.length < batch && taken.length === judged.length) return end(context, offer)
    return true
  })
}

const madeWithin = (context: Context, id: string, milliseconds: number): Promise<number> =>
  rows.madeSince(context.db, id, new Date(context.now().getTime() - milliseconds))

/** Customers in their order until so many letters are made. */
function upTo(judged: readonly Judged[], share: number): readonly Judged[] {
  const reached = judged.flatMap(({ decision }, index) => (decision.kind === 'reached' ? [index] : []))
  const last = reached[share - 1]
  return last === undefined ? judged : judged.slice(0, last + 1)
}

/** Puts the letters on their way in this transaction, and says of everybody else why they get none. */
async function lettersFor(
  context: Context,
  offer: store.OfferRecord,
  judged: readonly Judged[],
  madeAt: Date,
): Promise<rows.NewLetter[]> {
  const made: rows.NewLetter[] = []
  for (const { customer, decision } of judged) {
    if (decision.kind === 'outside') continue
    const row = { id: context.newId(), offerId: offer.id, customerId: customer.id, madeAt, sentAt: null, byHand: false }
    const nothing = { ...row, language: null, outgoingMailId: null }
    if (decision.kind === 'skipped') made.push({ ...nothing, state: 'skipped', reason: decision.reason })
    else {
      const address = customer.contacts.find(({ id }) => id === decision.contactId)?.address
      const letter = offer.letters.find(({ language }) => language === decision.language)
      const outgoingMailId =
        address && letter && (await send(context, offer, letter, { id: row.id, customerId: customer.id, address }))
      if (outgoingMailId)
        made.push({ ...row, state: 'queued', reason: null, language: decision.language, outgoingMailId })
    }
  }
  return made
}

async function send(
  context: Context,
  offer: store.OfferRecord,
  letter: OfferText,
  to: { readonly id: string; readonly customerId: string; readonly address: string },
): Promise<string | undefined> {
  const channelId = await channelOfStore(context, offer.storeId)
  if (!channelId) return undefined
  const links = linksOf(context, to.id)
  const values = await valuesOf(context, offer, letter.language, { customerId: to.customerId, url: links.page })
  const { subject, text } = writtenOut(letter, values, footers)
  const mail = await sendMail(context, {
    channelId,
    ticketId: null,
    to: [{ address: to.address }],
    subject,
    text,
    references: [],
    attachments: [],
    automatic: false,
    unsubscribe: links.oneClick,
  })
  return mail.id
}

/** What a letter of an offer says of its reader, its shop and itself. */
export async function valuesOf(
  context: Context,
  offer: store.OfferRecord,
  language: string,
  reader: { readonly customerId: string; readonly url: string },
): Promise<LetterValues> {
  const name = (await readCustomer(context, reader.customerId))?.name ?? ''
  const shop = await readStore(context, offer.storeId)
  return {
    'customer.name': name,
    'customer.first_name': name.split(/\s+/)[0] ?? name,
    'store.name': shop?.signatureName ?? shop?.name ?? '',
    'offer.code': offer.code,
    'offer.valid_until': dayInWords(offer.validUntil, language),
    'offer.unsubscribe_url': reader.url,
  }
}

async function end(context: Context, before: store.OfferRecord): Promise<false> {
  await store.saveStanding(context.db, before.id, { state: 'done', endedAt: context.now() }, context.now())
  await recordChange(context, 'offers.finished', 'offer', {
    before: asRecorded(before),
    after: asRecorded(await offerOrRefuse(context, before.id)),
  })
  return false
}
