import { answerField, countKeys, openTicket, rowWith, said, untilText, whenShown } from './inbox.ts'
import type { Buyers, DeliveredMail } from './post-office.ts'
import type { Visit } from './visit.ts'

/** A buyer with something to complain about. */
export interface BuyersCase {
  readonly store: string
  readonly buyer: { readonly name: string; readonly address: string }
  readonly order: string
  readonly language: string
  readonly subject: string
  readonly text: string
  /** What the buyer says when the desk has answered. */
  readonly more: string
}

/** What happened to a case, as seen from outside. */
export interface Told {
  /** From the moment the mail was handed over until its row was drawn in the open list. */
  readonly seenMs: number
  /** The lines of its row. */
  readonly row: readonly string[]
  readonly keystrokes: number
  /** From the last key until the letter lay in the outside world. */
  readonly heldMs: number
  readonly firstId: string
  readonly reply: DeliveredMail
  /** How many tickets the order has, and how many words of the buyer stand on the one that was open. */
  readonly tickets: number
  readonly saidByBuyer: number
  readonly letterLanguage: string | null
  /** The kinds of the timeline's lines, oldest first. */
  readonly events: readonly string[]
}

/** Where a story is played: a stage, or any other place that has buyers. */
interface Scene {
  readonly buyers: Buyers
}

/** A mail comes in; how long until the open list shows it. */
export async function arrive(
  { buyers }: Scene,
  agent: Visit,
  about: BuyersCase,
): Promise<{ seenMs: number; id: string }> {
  const shown = whenShown(agent.page, about.order)
  const begun = Date.now()
  const id = await buyers.write({
    from: `${about.buyer.name} <${about.buyer.address}>`,
    to: about.store,
    subject: about.subject,
    text: about.text,
  })
  return { seenMs: (await shown) - begun, id }
}

/** The whole story of the first product: in, answered by keyboard from a letter, out, and the buyer's next word. */
export async function playStory(scene: Scene, agent: Visit, about: BuyersCase): Promise<Told> {
  const { page } = agent
  const { seenMs, id: firstId } = await arrive(scene, agent, about)
  const row = (await rowWith(page, about.order).allInnerTexts()).flatMap((text) =>
    text.split('\n').map((line) => line.trim()),
  )
  const ticketId = await openTicket(page, about.order)

  const keys = await countKeys(page)
  await page.keyboard.press('y')
  await untilText(answerField(page), (text) => text.length > 40)
  const begun = performance.now()
  await page.keyboard.press('Control+Enter')
  await said(page, 'Answer by').filter({ hasText: 'Goes out in' }).waitFor()
  const keystrokes = await keys()
  const reply = await scene.buyers.letterTo(about.buyer.address)

  const replyId = reply.mail.messageId ?? ''
  await scene.buyers.write({
    from: `${about.buyer.name} <${about.buyer.address}>`,
    to: reply.mail.replyTo?.[0]?.address ?? about.store,
    subject: `Re: ${about.subject}`,
    text: about.more,
    inReplyTo: replyId,
    references: [firstId, replyId],
  })
  await said(page, 'Message from').filter({ hasText: about.more }).waitFor()
  const [found, messages, events] = await Promise.all([
    agent.get<{ items: object[] }>(`/api/tickets?view=all&search=${encodeURIComponent(about.order)}`),
    agent.get<{ items: { direction: string; automatic: boolean; language: string | null }[] }>(
      `/api/tickets/${ticketId}/messages`,
    ),
    agent.get<{ items: { kind: string }[] }>(`/api/tickets/${ticketId}/events?limit=100`),
  ])
  const letter = messages.items.find(({ direction, automatic }) => direction === 'outbound' && !automatic)
  return {
    seenMs,
    row,
    keystrokes,
    heldMs: reply.at - begun,
    firstId,
    reply,
    tickets: found.items.length,
    saidByBuyer: messages.items.filter(({ direction }) => direction === 'inbound').length,
    letterLanguage: letter?.language ?? null,
    events: events.items.map(({ kind }) => kind).reverse(),
  }
}

/** What stands in the headers of a reply but should not, or should but does not; empty when all is right. */
export function threadingFaults({ reply, firstId }: Pick<Told, 'reply' | 'firstId'>, store: string): string[] {
  const { mail } = reply
  const faults: string[] = []
  if (mail.inReplyTo !== firstId) faults.push(`In-Reply-To is ${mail.inReplyTo}, not ${firstId}`)
  if (!mail.references?.includes(firstId)) faults.push('References lacks the buyer’s mail')
  if (!/^<[^<>@\s]+@[^<>@\s]+>$/.test(mail.messageId ?? '')) faults.push(`Message-ID is ${mail.messageId}`)
  if (mail.from?.address !== store) faults.push(`From is ${mail.from?.address}`)
  return faults
}

/** Two cases of the demo's stores: a marketplace alias, and an ordinary address writing German. */
export const cases = (mark: string): { readonly amazon: BuyersCase; readonly shop: BuyersCase } => ({
  amazon: {
    store: 'nordhaus-us@desk.demo',
    buyer: { name: 'Ann Lee', address: `a1lee${mark}@marketplace.amazon.com` },
    order: `113-22${mark}-6677889`,
    language: 'en',
    subject: `Lamp arrived damaged, order 113-22${mark}-6677889`,
    text: `Hello,\n\nthe floor lamp from my order 113-22${mark}-6677889 arrived damaged: the shade is cracked. What can you do?\n\nThank you,\nAnn`,
    more: 'Here you are, I have taken the pictures. The crack goes all the way round.',
  },
  shop: {
    store: 'kitto@desk.demo',
    buyer: { name: 'Jonas Weber', address: `jonas.weber.${mark}@mail.example` },
    order: `K-7${mark}1`,
    language: 'de',
    subject: `Regal beschädigt angekommen, Bestellung K-7${mark}1`,
    text: `Guten Tag,\n\ndas Regal aus meiner Bestellung K-7${mark}1 ist heute beschädigt angekommen, ein Brett ist gebrochen. Was können Sie mir anbieten?\n\nMit freundlichen Grüßen\nJonas Weber`,
    more: 'Danke für die schnelle Antwort, die Fotos schicke ich Ihnen heute Abend.',
  },
})
