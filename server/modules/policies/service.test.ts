import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { bringPolicies, seedPolicies } from './service.seed.ts'
import { guardAt, policiesInForce, readyVersions, versionFor } from './service.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const keys = async () => (await policiesInForce(world.context())).map(({ policy }) => policy.key)

test('a workspace begins with the shipped policies in force, and a second seeding changes nothing', async () => {
  const before = await keys()
  expect(before[0]).toBe('marketplace-decided')
  expect(before).toContain('no-reason-return')
  await seedPolicies(world.context())
  await bringPolicies(world.context())
  expect(await keys()).toEqual(before)
  expect(await world.sql('select count(*)::int as n from policy_versions')).toEqual([{ n: before.length }])
})

test('a policy that was shipped since is brought, and said in the audit log', async () => {
  await world.sql(
    `delete from policy_publications where policy_id in (select id from return_policies where key = 'late-delivery')`,
  )
  await world.sql(
    `delete from policy_versions where policy_id in (select id from return_policies where key = 'late-delivery')`,
  )
  await world.sql(`delete from return_policies where key = 'late-delivery'`)
  expect(await keys()).not.toContain('late-delivery')
  await bringPolicies(world.context())
  expect(await keys()).toContain('late-delivery')
  expect(await world.sql(`select subject_name from audit_entries where action = 'policies.policy-brought'`)).toEqual([
    { subject_name: 'late-delivery' },
  ])
})

test('an approved version never changes, whoever asks', async () => {
  await expect(world.sql(`update policy_versions set note = 'other'`)).rejects.toThrow(/never changes/)
})

test('a return finds the policy that serves it, under the law of its marketplace', async () => {
  const context = world.context()
  const guard = await guardAt(context, 'amazon-de', context.now())
  const facts = { reason: 'no-reason', marketplace: 'amazon-de', marketplaceKind: 'amazon' } as const
  const found = await versionFor(context, guard, { facts, history: [] })
  if (!('policy' in found)) throw new Error(`asked ${found.asks}`)
  expect(found.policy.policy.key).toBe('no-reason-return')
  const again = await readyVersions(context, [found.policy.versionId])
  expect(again.get(found.policy.versionId)?.number).toBe(1)
})
