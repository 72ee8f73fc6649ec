import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Gate } from './admission.gate.ts'

describe('the gate', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
  afterEach(() => vi.useRealTimers())
  const open = (atOnce: number, waiting: number) => new Gate({ atOnce, waiting }, () => performance.now())
  /** What became of each that came: admitted, turned away, or still waiting. */
  const watch = (entered: Promise<(() => void) | undefined>) => {
    const seen: { state: 'waits' | 'admitted' | 'refused'; leave: () => void } = {
      state: 'waits',
      leave: (): void => undefined,
    }
    void entered.then((leave) => {
      seen.state = leave ? 'admitted' : 'refused'
      seen.leave = leave ?? seen.leave
    })
    return seen
  }
  const settle = () => vi.advanceTimersByTimeAsync(0)

  test('never more at once than its limit, and whoever leaves makes room for exactly one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 5 }),
        fc.array(fc.oneof(fc.constant('come'), fc.constant('begun'), fc.nat(9)), { maxLength: 40 }),
        async (atOnce, waiting, steps) => {
          const gate = open(atOnce, waiting)
          const all: ReturnType<typeof watch>[] = []
          for (const step of steps) {
            if (typeof step === 'string') all.push(watch(gate.enter('one', step === 'begun')))
            else all.filter(({ state }) => state === 'admitted')[step]?.leave()
            await settle()
            expect(gate.running).toBeLessThanOrEqual(atOnce)
            expect(gate.waiting).toBeLessThanOrEqual(waiting)
            if (gate.running < atOnce) expect(gate.waiting).toBe(0)
          }
          await vi.advanceTimersByTimeAsync(5_000)
          expect(all.filter(({ state }) => state === 'waits')).toEqual([])
        },
      ),
      { numRuns: 200 },
    )
  })

  test('a burst waits for its turn, in order', async () => {
    const gate = open(1, 10)
    const [first, second, third] = [watch(gate.enter('one')), watch(gate.enter('one')), watch(gate.enter('one'))]
    await vi.advanceTimersByTimeAsync(900)
    expect([first.state, second.state, third.state]).toEqual(['admitted', 'waits', 'waits'])
    first.leave()
    await settle()
    expect([second.state, third.state]).toEqual(['admitted', 'waits'])
  })

  test('while the queue stands three may wait for each place, the new hear at once; what has begun waits before them', async () => {
    const gate = open(1, 10)
    const running = watch(gate.enter('one'))
    const burst = watch(gate.enter('one'))
    gate.enter('one')
    await vi.advanceTimersByTimeAsync(850)
    const soon = watch(gate.enter('one'))
    const late = watch(gate.enter('one'))
    const begun = watch(gate.enter('one', true))
    await settle()
    expect([burst.state, soon.state, late.state, begun.state]).toEqual(['waits', 'waits', 'refused', 'waits'])
    running.leave()
    await settle()
    expect([burst.state, begun.state]).toEqual(['waits', 'admitted'])
  })

  test('who has begun is not overtaken by those who begin later', async () => {
    const gate = open(1, 10)
    const running = watch(gate.enter('one'))
    const [early, late] = [watch(gate.enter('one', true)), watch(gate.enter('one', true))]
    await settle()
    running.leave()
    await settle()
    expect([early.state, late.state]).toEqual(['admitted', 'waits'])
  })

  test('while the queue stands, only as many may wait as get their turn within 20 ms; the others hear at once', async () => {
    const gate = open(1, 500)
    const [holder, ...queue] = Array.from({ length: 418 }, () => watch(gate.enter('one')))
    const turns = [holder, ...queue].values()
    await settle()
    const turn = async () => {
      turns.next().value?.leave()
      await vi.advanceTimersByTimeAsync(2)
    }
    // A turn in 2 ms for most of a second: a pace at which five come soon, when what was before counts too.
    for (let at = 0; at < 412; at += 1) await turn()
    expect(gate.waiting).toBe(5)
    expect(await gate.enter('one')).toBeUndefined()
    await turn()
    const soon = watch(gate.enter('one'))
    expect(gate.waiting).toBe(5)
    for (let at = 0; at < 5; at += 1) await turn()
    expect(soon.state).toBe('admitted')
  })

  test('a process that stood still for a moment lets all wait who came meanwhile', async () => {
    const gate = open(2, 32)
    const came = Array.from({ length: 34 }, () => watch(gate.enter('one')))
    for (const each of came) {
      await vi.advanceTimersByTimeAsync(5)
      expect(each.state).toBe('admitted')
      each.leave()
    }
    expect(await gate.enter('one')).toBeDefined()
  })

  test('as many as three for each place and one more at it, each asking when the last was answered, are never turned away', async () => {
    const gate = open(4, 64)
    const clients = Array.from({ length: 16 }, () => watch(gate.enter('one')))
    for (let turn = 0; turn < 400; turn += 1) {
      await vi.advanceTimersByTimeAsync(5)
      const at = clients.findIndex(({ state }) => state === 'admitted')
      clients[at]?.leave()
      clients[at] = watch(gate.enter('one'))
      await settle()
      expect(clients.filter(({ state }) => state === 'refused')).toEqual([])
    }
  })

  test('that the queue is empty for a moment does not end an overload; half a second without anybody turned away does', async () => {
    const gate = open(1, 10)
    const [running, first, second, last] = Array.from({ length: 4 }, () => watch(gate.enter('one')))
    await vi.advanceTimersByTimeAsync(850)
    expect(await gate.enter('one')).toBeUndefined()
    for (const each of [running, first, second]) {
      each?.leave()
      await settle()
    }
    expect([gate.waiting, last?.state]).toEqual([0, 'admitted'])
    const others = Array.from({ length: 3 }, () => watch(gate.enter('one')))
    expect(await gate.enter('one')).toBeUndefined()
    for (const each of [last, ...others]) {
      each?.leave()
      await settle()
    }
    await vi.advanceTimersByTimeAsync(600)
    const burst = Array.from({ length: 6 }, () => watch(gate.enter('one')))
    await settle()
    expect(burst.map(({ state }) => state)).toEqual(['admitted', 'waits', 'waits', 'waits', 'waits', 'waits'])
  })

  test('what one workspace asks for at once does not make its neighbour wait for more than a turn', async () => {
    const gate = open(4, 64)
    gate.serves('loud')
    gate.serves('quiet')
    const loud = Array.from({ length: 30 }, () => watch(gate.enter('loud')))
    await settle()
    expect(loud.filter(({ state }) => state === 'admitted')).toHaveLength(2)
    const quiet = watch(gate.enter('quiet'))
    await settle()
    expect(quiet.state).toBe('admitted')
    loud[0]?.leave()
    await settle()
    expect(loud.filter(({ state }) => state === 'admitted')).toHaveLength(3)
  })

  test('a workspace that has been alone for a while, and whoever is of none, may have every place', async () => {
    const gate = open(4, 64)
    gate.serves('one')
    gate.serves('other')
    const strangers = Array.from({ length: 3 }, () => watch(gate.enter('')))
    const shared = [watch(gate.enter('one')), watch(gate.enter('one'))]
    await settle()
    expect(strangers.map(({ state }) => state)).toEqual(['admitted', 'admitted', 'admitted'])
    expect(shared.map(({ state }) => state)).toEqual(['admitted', 'waits'])
    for (const each of [...strangers, ...shared]) {
      each.leave()
      await settle()
    }
    await vi.advanceTimersByTimeAsync(10_000)
    gate.serves('one')
    const alone = Array.from({ length: 4 }, () => watch(gate.enter('one')))
    await settle()
    expect(alone.map(({ state }) => state)).toEqual(['admitted', 'admitted', 'admitted', 'admitted'])
  })

  test('claims to be of workspaces that nobody was of lately share one queue, and one turn among those who work', async () => {
    const gate = open(1, 4)
    gate.serves('true')
    const running = watch(gate.enter('true'))
    const claims = Array.from({ length: 9 }, (_, at) => watch(gate.enter(`claimed ${at}`)))
    await settle()
    expect(claims.filter(({ state }) => state === 'refused')).toHaveLength(5)
    const next = [watch(gate.enter('true')), watch(gate.enter('true'))]
    const turns = [running, claims[0], next[0], claims[1], next[1]]
    for (const each of turns) {
      await settle()
      expect(each?.state).toBe('admitted')
      each?.leave()
    }
  })

  test('when the queue is full one hears at once', async () => {
    const gate = open(1, 1)
    gate.enter('one')
    gate.enter('one')
    expect(await gate.enter('one')).toBeUndefined()
  })
})
