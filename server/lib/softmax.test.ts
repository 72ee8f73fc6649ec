import { describe, expect, test } from 'vitest'
import { packModel, unpackModel } from './softmax.packed.ts'
import { bestOf, type Example, type Features, predict, strengthOf, train, trainingFor, trainSlowly } from './softmax.ts'

const features = (...keys: number[]): Features => ({
  keys: Uint32Array.from(keys),
  values: new Float32Array(keys.length).fill(1),
})
const examples: Example[] = [
  { label: 'late', features: features(1, 2, 9) },
  { label: 'late', features: features(1, 3, 9) },
  { label: 'broken', features: features(5, 6, 9) },
  { label: 'broken', features: features(5, 7, 9) },
]

describe('a model', () => {
  const model = train(examples)
  const best = (...keys: number[]) => bestOf(model, predict(model, features(...keys))).label

  test('tells its labels apart', () => {
    expect([best(1, 2), best(1), best(5, 7), best(6, 9)]).toEqual(['late', 'late', 'broken', 'broken'])
  })
  test('gives probabilities that sum to one, even for what it has never seen', () => {
    for (const seen of [features(1, 2), features(4_000_000_000), features()]) {
      expect(predict(model, seen).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
    }
  })
  test('says how strongly a feature speaks', () => {
    const late = model.labels.indexOf('late')
    expect(strengthOf(model, 1, late)).toBeGreaterThan(0)
    expect(strengthOf(model, 5, late)).toBeLessThan(0)
    expect(strengthOf(model, 77, late)).toBe(0)
  })
})

test('the same examples give the same model, at once or in small steps', () => {
  const slowly = trainSlowly(examples)
  let step = slowly.next()
  while (!step.done) step = slowly.next()
  expect(step.value.weights).toEqual(train(examples).weights)
})

test('an example of more weight wins over two that contradict it', () => {
  const disputed = [...examples, { label: 'broken', features: features(1, 2), weight: 6 }]
  const model = train(disputed)
  expect(bestOf(model, predict(model, features(1, 2))).label).toBe('broken')
})

test('training suits the number of examples', () => {
  const many = Array.from({ length: 100 }, () => examples[0]).filter((example) => example !== undefined)
  expect(trainingFor(examples).rate).toBeGreaterThan(trainingFor(many).rate)
})

test('features seen too seldom are left out', () => {
  const model = train(examples, { ...trainingFor(examples), leastSeen: 2 })
  expect([...model.keys]).toEqual([1, 5, 9])
})

test('a packed model decides as the model does', () => {
  const model = train(examples)
  const packed = packModel(model, 'v1')
  const read = unpackModel(JSON.parse(JSON.stringify(packed)))
  for (const seen of [features(1, 2, 9), features(5), features(9)]) {
    const [before, after] = [predict(model, seen), predict(read, seen)]
    for (const [index, share] of before.entries()) expect(after[index]).toBeCloseTo(share, 1)
  }
  expect(packed.version).toBe('v1')
})
