import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../tests/world.ts'
import { type Context, transact } from './context.ts'
import { inTurn } from './db.pipeline.ts'
import { tablesOf } from './db.ts'

/** A connection that remembers what it was sent, and answers when it is told to. */
function remembering() {
  const sent: string[] = []
  const answers: { text: string; resolve: (rows: unknown) => void; reject: (error: Error) => void }[] = []
  const query = (text: string) => {
    sent.push(text)
    return new Promise((resolve, reject) => answers.push({ text, resolve, reject }))
  }
  const stream = { cork: () => sent.push('('), uncork: () => sent.push(')') }
  const send = inTurn({ query, connection: { stream } } as never, query)
  return { sent, answers, send }
}
const turn = () => new Promise((done) => setImmediate(done))

describe('how statements go out', () => {
  test('begin goes with a first statement that only reads, in one write', async () => {
    const { sent, send } = remembering()
    await send('begin', [])
    void send('select "id" from "stores"', [])
    await turn()
    expect(sent).toEqual(['(', 'begin', 'select "id" from "stores"', ')'])
  })

  test('a first statement that writes waits until the transaction is open, and what comes after it waits too', async () => {
    const { sent, answers, send } = remembering()
    await send('begin', [])
    void send('insert into x', [1])
    void send('select "id" from "x"', [])
    await turn()
    expect(sent).toEqual(['(', 'begin', ')'])
    answers[0]?.resolve({})
    await turn()
    expect(sent.slice(3)).toEqual(['insert into x', 'select "id" from "x"'])
  })

  test('nothing is sent in a transaction that could not be opened', async () => {
    const { sent, answers, send } = remembering()
    await send('begin', [])
    const asked = [send('insert into x', [1]), send('insert into y', [1])]
    answers[0]?.reject(new Error('out of memory'))
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(sent.filter((text) => text.startsWith('insert'))).toEqual([])
  })

  test('a transaction without statements asks nothing', async () => {
    const { sent, send } = remembering()
    for (const end of ['commit', 'rollback']) {
      await send('begin', [])
      await send(end, [])
    }
    await turn()
    expect(sent).toEqual([])
  })
})

describe('a transaction', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
    await world.sql('create table said (number serial, word text); grant all on said, said_number_seq to public')
  })
  afterAll(() => world.close())
  const say = ({ db }: Context, word: string) =>
    sql<{ number: number }>`insert into said (word) values (${word}) returning number`.execute(
      tablesOf<{ said: { word: string; number: number } }>(db),
    )
  const words = async () => (await world.sql('select word from said order by number')).map(({ word }) => word)

  test('statements that are asked for at once are worked on in the order of asking', async () => {
    const asked = Array.from({ length: 40 }, (_, at) => `word ${at}`)
    await transact(world.context(), async (context) => {
      const tables = tablesOf<{ said: { word: string; number: number } }>(context.db)
      await Promise.all(
        asked.map((word, at) =>
          at % 2 === 0
            ? say(context, word)
            : tables
                .insertInto('said')
                .values({ word, number: 1_000 + at })
                .execute(),
        ),
      )
    })
    const order = await world.sql('select word from said order by ctid')
    expect(order.map(({ word }) => word)).toEqual(asked)
    await world.sql('truncate said')
  })

  test('of statements asked for at once none stays when one fails, and the connection goes on', async () => {
    const failing = transact(world.context(), async (context) => {
      const tables = tablesOf<Record<never, never>>(context.db)
      const all = [say(context, 'one'), sql`select 1 / 0`.execute(tables), say(context, 'two')]
      await Promise.allSettled(all)
      await Promise.all(all)
    })
    await expect(failing).rejects.toThrow(/division by zero|aborted/)
    expect(await words()).toEqual([])
    await transact(world.context(), (context) => say(context, 'three'))
    expect(await words()).toEqual(['three'])
  })

  test('is closed to whoever still holds it afterwards', async () => {
    let kept: Context | undefined
    await transact(world.context(), async (context) => {
      kept = context
      await say(context, 'four')
    })
    if (!kept) throw new Error('no transaction')
    await expect(say(kept, 'five')).rejects.toThrow()
    expect(await words()).toEqual(['three', 'four'])
  })

  test('that was opened but has asked nothing leaves the connection free of it', async () => {
    await transact(world.context(), async () => undefined)
    const { rows } = await sql<{ open: boolean }>`select now() <> statement_timestamp() as open`.execute(
      tablesOf<Record<never, never>>(world.context().db),
    )
    expect(rows).toEqual([{ open: false }])
  })
})
