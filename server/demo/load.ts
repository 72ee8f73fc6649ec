import { addMember, createWorkspace, listRoles, listWorkspaces } from '../modules/access/index.ts'
import { setDuty } from '../modules/assignment/index.ts'
import { createChannel } from '../modules/channels/index.ts'
import { findOrCreateCustomer } from '../modules/customers/index.ts'
import { countPastUses, recordPast } from '../modules/messages/index.ts'
import { createStore } from '../modules/stores/index.ts'
import { renderTemplate } from '../modules/templates/index.ts'
import { assignTo, createTicket, resolveTicket } from '../modules/tickets/index.ts'
import { type Context, systemContext, transact } from '../platform/context.ts'
import { Ears } from '../platform/events.ts'
import { whileFilling } from '../platform/filling.ts'
import type { Services } from '../platform/services.ts'
import { recordLoaded } from './audit.ts'
import cast from './cast.json' with { type: 'json' }
import { recordDepartments, recordSales } from './departments.ts'
import { recordGoods } from './goods.ts'
import { valuesFor } from './letter-values.ts'
import { partsOf, planOrders, recordOrders } from './orders.ts'
import { memberActor } from './people.ts'
import { type PlannedTicket, planTickets, randomFrom, tellStory } from './plan.ts'
import { recordReminders } from './reminders.ts'
import { planReturns, recordTerms } from './returns.ts'
import { recordTasks } from './tasks.ts'
import { recordReturnsOnTrial } from './trials.ts'

/** Who signs in to the demo, and with what. The demo holds nobody's data, so its password is no secret. */
export const demoSignIn = {
  email: 'agent@demo.amends',
  manager: 'manager@demo.amends',
  password: 'demo-amends-2026',
} as const

/** How many tickets the demo has (UX.md §10). */
export const demoTickets = 5_000

/** The desk was set up so many days ago, before the first of its tickets. */
const setUpDays = 100

/** Tickets played at the same time: more than the database's connections would only wait. */
const atOnce = 6

interface Shop {
  readonly storeId: string
  readonly channelId: string
  readonly marketplaceKind: string
  readonly signature: string
  readonly marketplace: string
}

interface Stage {
  readonly services: Services
  readonly workspaceId: string
  readonly shops: readonly Shop[]
  readonly members: readonly { id: string; name: string }[]
  readonly random: () => number
}

/**
 * Makes the demo workspace: four stores, nine people, three months of tickets. Beside other workspaces it touches
 * nothing of theirs. Tells its progress as tickets done of all. Refuses with a plain error when a demo is there already.
 */
export async function loadDemo(
  services: Services,
  options: { tickets?: number; progress?: (done: number, all: number) => void } = {},
): Promise<{ workspaceId: string; tickets: number }> {
  if ((await listWorkspaces(services)).some(({ isDemo }) => isDemo))
    throw new Error('There is a demo already. Wipe it first: npx amends demo --wipe')
  // What lies in the past woke nobody then and must wake nobody now.
  const stage = await buildStage({ ...services, ears: new Ears([]) })
  const { workspaceId } = stage
  return whileFilling(services.databases, workspaceId, async () => ({
    workspaceId,
    tickets: await fill(stage, options),
  }))
}

/** Plays the tickets with all that belongs to them, and answers how many there are. */
async function fill(stage: Stage, options: Parameters<typeof loadDemo>[1] = {}): Promise<number> {
  const { services } = stage
  const planned = planTickets(services.now(), options.tickets ?? demoTickets)
  const returns = planReturns(planned, services.now())
  let done = 0
  const played = new Map<string, PlannedTicket>()
  const context = systemContext(services, stage.workspaceId, 'demo')
  const next = partsOf(planned, 25).values()
  const work = async () => {
    for (const chunk of next) {
      // One commit for many tickets: each waits for the disk, and for the one lock under which browsers are told.
      const written = await transact(context, async (context) => {
        const ids: [string, PlannedTicket][] = []
        for (const ticket of chunk)
          for (const id of await play(stage, context, ticket, returns.has(ticket))) ids.push([id, ticket])
        return ids
      })
      for (const [id, ticket] of written) played.set(id, ticket)
      done += chunk.length
      options.progress?.(done, planned.length)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const addressAt = (ticket: PlannedTicket) => addressOf(stage.shops[ticket.storeIndex], ticket)
  const orders = planOrders(planned, addressAt, stage.shops)
  await recordOrders(context, orders, stage.shops, [...played.keys()])
  await recordTasks(context, played, stage.members)
  await recordTerms(context, stage.shops)
  await recordReturnsOnTrial(context, played, returns, { members: stage.members, addressOf: addressAt })
  await recordReminders(context)
  await countPastUses(context)
  const [first, contact] = [stage.members[0], stage.members.at(-1)]
  if (first && contact) await recordDepartments(context, [first, contact], [...played.keys()].slice(-3))
  const sold = stage.shops[0] ? await recordSales(context, stage.shops[0].storeId) : []
  await recordGoods(context, stage.shops, [...orders, ...sold.map((row) => ({ storeIndex: 0, row }))])
  // Whoever looks at the demo may write to it: somebody besides the manager must be there to be given what comes in.
  for (const { id } of stage.members.slice(1)) await setDuty(context, id, 'on-duty')
  await recordLoaded(context, done)
  return done
}

async function buildStage(services: Services): Promise<Stage> {
  const [manager, ...others] = cast.members
  if (!manager) throw new Error('the demo has no manager')
  // Its policies must be in force when its first letters come.
  const setUpAt = new Date(services.now().getTime() - setUpDays * 86_400_000)
  const { workspaceId, memberId } = await createWorkspace(
    { ...services, now: () => setUpAt },
    {
      workspaceName: 'Nordhaus 演示',
      slug: 'demo',
      language: 'zh-CN',
      zone: 'Asia/Shanghai',
      currency: 'CNY',
      name: manager.name,
      email: manager.email,
      password: demoSignIn.password,
    },
    { onlyFirst: false, demo: true },
  )
  const context = systemContext(services, workspaceId, 'demo')
  const roles = await listRoles(context)
  const members = [{ id: memberId, name: manager.name }]
  for (const person of others) {
    const roleIds = roles.filter(({ key }) => person.roles.includes(key)).map(({ id }) => id)
    const speaks = person.speaks as ('en' | 'de' | 'fr' | 'it' | 'es' | 'ja' | 'zh')[]
    members.push(
      await addMember(
        context,
        {
          email: person.email,
          name: person.name,
          language: 'zh-CN',
          zone: 'Asia/Shanghai',
          speaks,
          allStores: true,
          storeIds: [],
          roleIds,
        },
        demoSignIn.password,
      ),
    )
  }
  const shops: Shop[] = []
  for (const shop of [...cast.stores, cast.shop]) {
    const store = await createStore(context, {
      name: shop.name,
      marketplace: shop.marketplace,
      signatureName: shop.signature,
    })
    const channel = await createChannel(context, {
      kind: 'receiver',
      storeId: store.id,
      name: shop.name,
      address: shop.address,
      settings: { senderName: shop.signature },
    })
    shops.push({
      storeId: store.id,
      channelId: channel.id,
      marketplaceKind: shop.marketplace.replace(/-(us|de|uk)$/, ''),
      signature: shop.signature,
      marketplace: shop.marketplace,
    })
  }
  return { services, workspaceId, shops, members, random: randomFrom(7) }
}

/**
 * Plays one ticket through, each step at its own moment, as the desk would have recorded it; the letters of a return are
 * the return's own. Answers its id.
 */
async function play(stage: Stage, within: Context, ticket: PlannedTicket, isReturn: boolean): Promise<string[]> {
  const shop = stage.shops[ticket.storeIndex]
  if (!shop) return []
  const agent = ticket.agentIndex === null ? undefined : stage.members[ticket.agentIndex]
  const buyer = { authorName: ticket.buyer, address: addressOf(shop, ticket), language: ticket.story.language }
  const text = tellStory(ticket.story.text, ticket)
  const subject = tellStory(ticket.story.subject, ticket)
  return transact({ ...within, now: () => ticket.at }, async (context) => {
    const kind =
      shop.marketplaceKind === 'amazon' ? 'amazon-alias' : shop.marketplaceKind === 'ebay' ? 'ebay-alias' : 'email'
    const customer = await findOrCreateCustomer(context, {
      kind,
      address: buyer.address,
      name: ticket.buyer,
      language: ticket.story.language,
      storeId: shop.storeId,
    })
    const { id } = await createTicket(context, {
      kind: ticket.story.kind as Parameters<typeof createTicket>[1]['kind'],
      subType: ticket.story.subType,
      priority: (ticket.story.priority ?? 'normal') as 'urgent' | 'high' | 'normal',
      subject,
      text,
      language: ticket.story.language,
      storeId: shop.storeId,
      channelId: shop.channelId,
      channelKind: 'receiver',
      marketplaceKind: shop.marketplaceKind,
      customerId: customer.id,
      // What is not written as marketplaces write it was not seen on arrival.
      orderNumber: `${subject}\n${text}`.includes(ticket.order) ? ticket.order : null,
      reasons: ticket.story.priority === 'high' ? [{ code: 'demo.pressing', quote: subject }] : [],
      at: ticket.at,
    })
    await recordPast(context, id, { ...buyer, direction: 'inbound', subject, text, isFirst: true })
    if (!agent) return [id]
    await assignTo(context, id, agent.id, { code: 'least-loaded' })
    if (!isReturn) await answer(stage, context, id, ticket, shop, agent)
    return [id]
  })
}

async function answer(
  stage: Stage,
  context: Context,
  id: string,
  ticket: PlannedTicket,
  shop: Shop,
  agent: { id: string; name: string },
): Promise<void> {
  const answeredAt = new Date(
    Math.min(ticket.at.getTime() + ticket.answeredAfterMs, stage.services.now().getTime() - 60_000),
  )
  if (ticket.reached === 'new' || answeredAt <= ticket.at) return
  const later = (moment: Date) => ({ ...context, now: () => moment, actor: memberActor(agent) })
  if (ticket.note)
    await recordPast(later(answeredAt), id, {
      direction: 'note',
      authorId: agent.id,
      authorName: agent.name,
      address: null,
      subject: null,
      text: ticket.note,
      language: 'zh',
    })
  const letter = await renderTemplate(later(answeredAt), {
    key: ticket.story.answer,
    language: ticket.story.language,
    values: valuesFor(ticket, shop, agent.name),
  })
  await recordPast(later(answeredAt), id, {
    direction: 'outbound',
    authorId: agent.id,
    authorName: agent.name,
    address: addressOf(shop, ticket),
    subject: `Re: ${tellStory(ticket.story.subject, ticket)}`,
    text: letter.text,
    language: ticket.story.language,
    templateKey: ticket.story.answer,
    templateVersionId: letter.versionId,
  })
  const after = new Date(
    Math.min(answeredAt.getTime() + ticket.resolvedAfterMs, stage.services.now().getTime() - 30_000),
  )
  if (ticket.reached === 'insists' && ticket.story.more)
    await recordPast({ ...context, now: () => after }, id, {
      direction: 'inbound',
      authorName: ticket.buyer,
      address: addressOf(shop, ticket),
      language: ticket.story.language,
      subject: `Re: ${tellStory(ticket.story.subject, ticket)}`,
      text: tellStory(ticket.story.more, ticket),
    })
  if (ticket.reached === 'resolved')
    await resolveTicket({ ...later(after), actor: context.actor }, id, {
      result: 'solved',
      note: '',
      customerFeedback: 'unknown',
    })
}

/** Marketplaces hide buyers behind an alias; the own shop does not. */
function addressOf(shop: Shop | undefined, ticket: PlannedTicket): string {
  if (shop?.marketplaceKind === 'amazon')
    return `${ticket.alias}@marketplace.amazon.${shop.marketplace === 'amazon-us' ? 'com' : 'de'}`
  if (shop?.marketplaceKind === 'ebay') return `${ticket.alias}@members.ebay.co.uk`
  return `${ticket.alias}@buyer.demo`
}
