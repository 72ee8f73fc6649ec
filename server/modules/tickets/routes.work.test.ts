import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { transact } from '../../platform/context.ts'
import { createStore } from '../stores/index.ts'
import { assignTo, createTicket } from './index.ts'
import { recordReminder } from './service.work.ts'

let world: World
let berlin: string
beforeAll(async () => {
  world = await openWorld()
  berlin = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
})
afterAll(() => world.close())

const open = async (): Promise<string> => {
  const facts = { kind: 'inquiry', subType: null, priority: 'normal', subject: 'Where?', text: 'Where is it?' } as const
  const place = { storeId: berlin, channelId: null, channelKind: 'receiver', marketplaceKind: 'own-shop' }
  const rest = { language: 'en', customerId: null, orderNumber: null, reasons: [], at: world.clock.now() }
  return (await createTicket(world.context(), { ...facts, ...place, ...rest })).id
}
const kindsOf = async (id: string): Promise<string[]> =>
  (await world.first.get(`/api/tickets/${id}/events?limit=100`)).body.items.map(({ kind }: { kind: string }) => kind)

describe('a reminder', () => {
  test('heard twice is told once', async () => {
    const id = await open()
    const reminder = { ticketId: id, measure: 'first-response', level: 'breach' }
    await Promise.all([recordReminder(world.context(), reminder), recordReminder(world.context(), reminder)])
    await recordReminder(world.context(), reminder)
    const kinds = await kindsOf(id)
    expect(kinds.filter((kind) => kind === 'breached')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'breach-escalated')).toHaveLength(1)
  })

  test('at a breach brings in someone who may assign and serves the store', async () => {
    const far = await world.hire('supervisor', { storeIds: [] })
    const near = await world.hire('supervisor', { storeIds: [berlin] })
    const id = await open()
    await recordReminder(world.context(), { ticketId: id, measure: 'first-response', level: 'breach' })
    const followers = (await world.first.get(`/api/tickets/${id}`)).body.followers.map(({ id }: { id: string }) => id)
    expect(followers).toHaveLength(1)
    expect(followers).not.toContain(far.memberId)
    expect([near.memberId, world.first.memberId]).toContain(followers[0])
  })
})

describe('an agent', () => {
  test('takes a ticket and gives it back, but takes none from a colleague', async () => {
    const [mine, theirs] = [await world.hire('agent'), await world.hire('agent')]
    const id = await open()
    const assign = (caller: typeof mine, memberId: string | null) =>
      caller.put(`/api/tickets/${id}/assignee`, { memberId })
    expect((await assign(mine, mine.memberId)).status).toBe(200)
    expect((await assign(theirs, null)).status).toBe(403)
    expect(await assign(mine, null)).toMatchObject({ status: 200, body: { assignee: null } })
    expect((await assign(mine, theirs.memberId)).status).toBe(403)
  })

  test('who hands a resolved ticket up opens it again', async () => {
    const id = await open()
    await world.hire('supervisor')
    const record = { result: 'solved', note: '', customerFeedback: 'unknown' }
    expect((await world.first.put(`/api/tickets/${id}/resolution`, record)).body.status).toBe('resolved')
    const handedUp = await world.first.put(`/api/tickets/${id}/escalation`, { reason: 'It broke again.' })
    expect(handedUp).toMatchObject({ status: 200, body: { status: 'open', resolvedAt: null, resolution: null } })
  })

  test('gives back nothing that a colleague was given in the same moment', async () => {
    const [mine, theirs] = [await world.hire('agent'), await world.hire('agent')]
    const id = await open()
    await mine.put(`/api/tickets/${id}/assignee`, { memberId: mine.memberId })
    const isWaiting = async () =>
      (
        await world.sql(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
      ).length > 0
    const refused = await transact(world.context(), async (context) => {
      await assignTo(context, id, theirs.memberId, { code: 'by-hand' })
      const givingBack = mine.put(`/api/tickets/${id}/assignee`, { memberId: null })
      while (!(await isWaiting()));
      return { givingBack }
    })
    expect((await refused.givingBack).status).toBe(403)
    expect((await world.first.get(`/api/tickets/${id}`)).body.assignee.id).toBe(theirs.memberId)
  })
})
