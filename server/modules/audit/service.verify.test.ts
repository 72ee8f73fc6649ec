import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { recordAccess, recordAudit } from '../../platform/audit.ts'
import { transact } from '../../platform/context.ts'
import { makeCheckpoint, verifyChain } from './index.ts'

let world: World
let stranger: Awaited<ReturnType<World['stranger']>>
beforeAll(async () => {
  world = await openWorld()
  stranger = await world.stranger()
  for (let number = 1; number <= 8; number++)
    await recordAudit(world.context(), {
      action: 'stores.store-changed',
      subject: { kind: 'store', id: `s${number}`, name: 'Nordhaus' },
      changes: [{ field: 'zone', before: 'UTC', after: `zone ${number}` }],
    })
})
afterAll(() => world.close())

const verify = () => verifyChain(world.context())
const breaches = async () => (await verify()).breaches.map(({ breach, from, to }) => `${breach} ${from}-${to}`)

/** Does something to the tables as their owner, looks, and puts everything back as it was. */
async function tampered(statements: readonly string[]): Promise<string[]> {
  for (const table of tables) {
    await world.sql(`alter table ${table} no force row level security`)
    await world.sql(`create table kept_${table} as table ${table}`)
  }
  try {
    for (const statement of statements) await world.sql(statement)
    return await breaches()
  } finally {
    for (const table of tables) {
      await world.sql(`delete from ${table}`)
      await world.sql(`insert into ${table} select * from kept_${table}`)
      await world.sql(`drop table kept_${table}`)
      await world.sql(`alter table ${table} force row level security`)
    }
  }
}

const tables = ['audit_entries', 'audit_heads']

test('a chain that nobody touched is whole, from the making of the workspace on', async () => {
  expect(await verify()).toMatchObject({ sound: true, checked: 9, breaches: [] })
  const [first] = await world.sql(`select action, sequence from audit_entries order by sequence limit 1`)
  expect(first).toEqual({ action: 'access.workspace-created', sequence: 1 })
})

describe('the serving role', () => {
  test.each([
    ['change an entry', `update audit_entries set details = '{}'`],
    ['delete an entry', `delete from audit_entries`],
    ['empty the table', `truncate audit_entries`],
    ['delete the end', `delete from audit_heads`],
  ])('cannot %s', async (_, statement) => {
    await expect(world.serve(statement)).rejects.toThrow(/permission denied/)
  })
})

describe('the owner of the database', () => {
  test('changes any one column of any one row: that row is named', async () => {
    const columns = await world.sql(
      `select column_name as name, data_type as type from information_schema.columns where table_name = 'audit_entries'`,
    )
    expect(columns).toHaveLength(13)
    for (const { name, type } of columns)
      for (const row of [2, 5, 9]) {
        const found = await tampered([
          `update audit_entries set ${name} = ${otherThan(name, type)} where sequence = ${row}`,
        ])
        expect(found.join(), `${name} of ${row}`).toMatch(
          name === 'workspace_id' || name === 'sequence'
            ? new RegExp(`(missing|cut-short) ${row}-${row}`)
            : new RegExp(`altered ${row}-${row}`),
        )
      }
  })

  test('changes any one column of the kept end: that is seen', async () => {
    for (const [column, value] of [
      ['sequence', 'sequence - 1'],
      ['sequence', 'sequence + 1'],
      ['hash', `decode(repeat('ab', 32), 'hex')`],
      ['seal', `decode(repeat('ab', 32), 'hex')`],
    ])
      expect(
        await tampered([`update audit_heads set ${column} = ${value} where workspace_id = current_workspace()`]),
        column,
      ).not.toEqual([])
    expect(await tampered(['delete from audit_heads where workspace_id = current_workspace()'])).toEqual([
      'end-missing 1-9',
    ])
    expect(
      await tampered([`update audit_heads set sequence = 0, seal = null where workspace_id = current_workspace()`]),
    ).toContain('beyond-end 1-9')
  })

  test.each([
    [
      'takes the first row out',
      ['delete from audit_entries where sequence = 1 and workspace_id = current_workspace()'],
      ['missing 1-1'],
    ],
    [
      'takes rows out',
      ['delete from audit_entries where sequence in (4, 5) and workspace_id = current_workspace()'],
      ['missing 4-5'],
    ],
    [
      'cuts the end off',
      ['delete from audit_entries where sequence > 6 and workspace_id = current_workspace()'],
      ['cut-short 7-9'],
    ],
    ['takes all out', ['delete from audit_entries where workspace_id = current_workspace()'], ['cut-short 1-9']],
    [
      'swaps two rows',
      [
        'update audit_entries set sequence = 1000 where sequence = 4',
        'update audit_entries set sequence = 4 where sequence = 5',
        'update audit_entries set sequence = 5 where sequence = 1000',
      ],
      ['altered 4-5', 'replaced 5-6'],
    ],
  ])('%s', async (_, statements, found) => expect(await tampered(statements)).toEqual(found))

  test('cuts the end off and moves the kept end back to fit: the seal does not', async () => {
    const moved = `update audit_heads set sequence = 6, hash = (select hash from audit_entries where sequence = 6) where workspace_id = current_workspace()`
    expect(await tampered(['delete from audit_entries where sequence > 6', moved])).toEqual(['end-altered 6-6'])
  })

  test('brings back an older state whole: only a checkpoint kept elsewhere shows it', async () => {
    const before = await world.sql('select sequence, hash, seal from audit_heads')
    await recordAudit(world.context(), { action: 'stores.store-deleted', subject: { kind: 'store', id: 's1' } })
    const checkpoint = await makeCheckpoint(world.context())
    await world.sql('delete from audit_entries where sequence > $1', [before[0].sequence])
    await world.sql('update audit_heads set sequence = $1, hash = $2, seal = $3', [
      before[0].sequence,
      before[0].hash,
      before[0].seal,
    ])
    expect(await verify()).toMatchObject({ sound: true })
    const against = await verifyChain(world.context(), checkpoint ? [checkpoint] : [])
    expect(against.breaches).toEqual([{ breach: 'checkpoint-differs', from: 1, to: 10 }])
    const forged = checkpoint && { ...checkpoint, sequence: 9 }
    expect((await verifyChain(world.context(), forged ? [forged] : [])).breaches).toEqual([
      { breach: 'checkpoint-forged', from: 9, to: 9 },
    ])
  })
})

test('a change that is taken back leaves no entry, and no gap', async () => {
  const { checked } = await verify()
  const failing = transact(world.context(), async (context) => {
    await recordAudit(context, { action: 'stores.store-changed', subject: { kind: 'store', id: 'never' } })
    throw new Error('taken back')
  })
  await expect(failing).rejects.toThrow('taken back')
  expect(await verify()).toMatchObject({ sound: true, checked })
})

test('200 changes and 200 readings at the same moment: one chain without a gap, one entry each', async () => {
  const { checked } = await verify()
  await Promise.all(
    Array.from({ length: 200 }, (_, at) => [
      recordAudit(world.context(), { action: 'stores.store-changed', subject: { kind: 'store', id: `many-${at}` } }),
      recordAccess(world.context(), { action: 'customers.revealed', subject: { kind: 'customer', id: `many-${at}` } }),
    ]).flat(),
  )
  expect(await verify()).toMatchObject({ sound: true, checked: checked + 400 })
})

test('the same reading within a quarter of an hour is one entry, later it is another', async () => {
  const reading = { action: 'customers.revealed', subject: { kind: 'customer', id: 'same' } }
  const count = async () => (await world.sql(`select 1 from audit_entries where subject_id = 'same'`)).length
  await Promise.all(Array.from({ length: 20 }, () => recordAccess(world.context(), reading)))
  expect(await count()).toBe(1)
  world.clock.advance(16 * 60_000)
  await recordAccess(world.context(), reading)
  expect(await count()).toBe(2)
})

test('whoever holds the end of the chain in a long transaction does not do so before its last moment', async () => {
  const until = Promise.withResolvers<void>()
  const long = transact(world.context(), async (context) => {
    await recordAudit(context, { action: 'stores.store-changed', subject: { kind: 'store', id: 'long' } })
    await until.promise
  })
  await recordAudit(world.context(), { action: 'stores.store-changed', subject: { kind: 'store', id: 'short' } })
  until.resolve()
  await long
  const rows = await world.sql(
    `select subject_id from audit_entries where subject_id in ('long', 'short') order by sequence`,
  )
  expect(rows.map(({ subject_id }) => subject_id)).toEqual(['short', 'long'])
})

function otherThan(name: string, type: string): string {
  if (name === 'workspace_id') return `'${stranger.workspaceId}'`
  if (name === 'sequence') return 'sequence + 1000'
  if (name === 'actor_kind') return `case actor_kind when 'buyer' then 'member' else 'buyer' end`
  if (name === 'action') return `action || 's'`
  if (name === 'details') return `details || ' '`
  if (type === 'uuid') return `'00000000-0000-7000-8000-000000000009'`
  if (type === 'timestamp with time zone') return `at + interval '1 microsecond'`
  if (type === 'bytea') return `set_byte(${name}, 31, get_byte(${name}, 31) # 1)`
  return `${name} || 'x'`
}
