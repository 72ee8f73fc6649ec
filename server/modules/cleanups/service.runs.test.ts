import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { workRun } from './service.runs.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const standing = async () =>
  (await world.first.get('/api/cleanups')).body.items.find(({ kind }: { kind: string }) => kind === 'repeated-costs')

test('a worker that is lost between two parts leaves the rest to the next, and what is done is done once', async () => {
  const day = (at: number) => new Date(Date.UTC(2024, 0, at + 1)).toISOString().slice(0, 10)
  const rows = Array.from({ length: 151 }, (_, at) => ({
    sku: 'LONG',
    validFrom: day(at),
    unitCost: 9,
    currency: 'CNY',
  }))
  await world.first.post('/api/products/costs', { rows })
  await world.first.post('/api/cleanups/looks', { kinds: ['repeated-costs'] })
  await world.work()
  const { found } = (await standing()).look
  expect(found).toBe(150)
  const { id } = (await world.first.post('/api/cleanups/repeated-costs/runs', { keys: null, expected: found })).body
  await world.sql(`create function lost() returns trigger language plpgsql as $$ begin
    if new.cleaned > 100 then raise exception 'the worker is lost'; end if; return new; end $$`)
  await world.sql('create trigger lost before update on cleanup_runs for each row execute function lost()')
  await expect(workRun(world.context(), id)).rejects.toThrow('the worker is lost')
  expect((await standing()).run).toMatchObject({ status: 'running', cleaned: 100 })
  const busy = await world.first.post('/api/cleanups/repeated-costs/runs', { keys: null, expected: found - 100 })
  expect(busy.body.code).toBe('cleanups.busy')
  await world.sql('drop trigger lost on cleanup_runs')
  await workRun(world.context(), id)
  await workRun(world.context(), id)
  await world.work()
  const { look: after, run } = await standing()
  expect([run.status, run.cleaned, run.kept, after.found]).toEqual(['done', found, 0, 0])
  await world.first.post(`/api/cleanup-runs/${id}/undo`)
  await world.work()
  expect((await standing()).run.undo).toMatchObject({ status: 'done', undone: found })
})
