import { afterAll, beforeAll, expect, test } from 'vitest'
import { approvedVersion } from '../../../tests/fixtures/approved-version.ts'
import { openReturnDesk, type ReturnDesk } from '../../../tests/fixtures/asked-returns.ts'
import type { Caller } from '../../../tests/world.ts'

let desk: ReturnDesk
let author: Caller
beforeAll(async () => {
  desk = await openReturnDesk({ now: '2026-03-02T09:00:00Z' })
  author = await desk.world.as('supervisor')
})
afterAll(() => desk.close())

const dayMs = 86_400_000
/** How long each arm waits for the buyer's answer. */
const waits = { control: 7, shorter: 4 } as const

test('returns that agents begin go by the version of their buyer’s arm, and their ends are counted in it', {
  timeout: 240_000,
}, async () => {
  const { id, control, shorter } = await startExperiment()
  const days = new Map([
    [control, waits.control],
    [shorter, waits.shorter],
  ])
  const shop = await desk.openShop('shop')
  const begun: { readonly look: () => Promise<{ policy: { versionId: string } }>; readonly version: string }[] = []
  const of = (version: string) => begun.filter((each) => each.version === version).length
  // Which arm a buyer falls into is chance: until each has had one, and a second of either.
  while (begun.length < 3 || of(control) === 0 || of(shorter) === 0) {
    const at = await desk.begin(await desk.ask(shop))
    expect((await at.goOn()).status).toBe(200)
    begun.push({ look: at.look, version: (await at.look()).policy.versionId })
  }
  expect(of(control) + of(shorter)).toBe(begun.length)
  await desk.letLeave()
  const left = desk.world.clock.now().getTime()
  for (const { look, version } of begun)
    expect(await look()).toMatchObject({ waitUntil: new Date(left + (days.get(version) ?? 0) * dayMs).toISOString() })
  // Whoever was signed in when it began no longer is, days later.
  const counted = async () =>
    (await (await desk.world.hire('supervisor')).get(`/api/experiments/${id}`)).body.arms.map(
      (arm: Record<string, unknown>) => [arm.versionId, arm.assigned, arm.returns, arm.givenUp].join(' '),
    )
  const silentAfter = async (wait: number) => {
    desk.world.clock.set(new Date(left + wait * dayMs).toISOString())
    await desk.world.work()
  }
  await silentAfter(waits.shorter)
  expect(await counted()).toEqual([
    [control, of(control), 0, 0].join(' '),
    [shorter, of(shorter), of(shorter), of(shorter)].join(' '),
  ])
  await silentAfter(waits.control)
  expect(await counted()).toEqual([control, shorter].map((arm) => [arm, of(arm), of(arm), of(arm)].join(' ')))
})

/** Has a second person approve a version that waits less long, and sets it beside the one in force. */
async function startExperiment() {
  const manager = await desk.world.as('manager')
  const { items } = (await author.get('/api/return-policies')).body
  const policy = items.find(({ key }: { key: string }) => key === 'no-reason-return')
  const control: string = policy.inForce.versionId
  const shorter = await approvedVersion({ author, manager }, policy, ({ fields, ...content }) => ({
    ...content,
    fields: { ...fields, 'answer-within': { ...fields['answer-within'], value: waits.shorter } },
  }))
  const created = await author.post('/api/experiments', {
    ...{ name: 'Is a shorter wait as good?', policyId: policy.id, goal: 'given-up' },
    ...{ effect: 0.2, alpha: 0.05, power: 0.8, sparesImportant: false },
    arms: [control, shorter].map((versionId) => ({ versionId, weight: 1 })),
  })
  expect((await author.post(`/api/experiments/${created.body.id}/start`)).body.state).toBe('running')
  return { id: created.body.id as string, control, shorter }
}
