import { expect, test } from 'vitest'
import { allEnded } from './all-ended.ts'

test('what several come to, in their order', async () => {
  expect(await allEnded([Promise.resolve(1), Promise.resolve('two')])).toEqual([1, 'two'])
  expect(await allEnded([])).toEqual([])
})

test('the first in order is told of, though a later one failed sooner, and not before the last has ended', async () => {
  const [cause, last] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const ended: string[] = []
  const all = allEnded([cause.promise, Promise.reject(new Error('follows')), last.promise]).catch((error: Error) => {
    ended.push(error.message)
  })
  cause.reject(new Error('cause'))
  await new Promise((done) => setImmediate(done))
  expect(ended).toEqual([])
  last.resolve()
  await all
  expect(ended).toEqual(['cause'])
})
