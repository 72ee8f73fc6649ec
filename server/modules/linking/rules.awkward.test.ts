import { expect, test } from 'vitest'
import { awkwardLetters } from '../../../tests/fixtures/awkward-letters.ts'
import { randomFrom } from '../../demo/plan.ts'
import { findIdentifiers } from '../classification/index.ts'
import type { OrderTraits } from '../orders/index.ts'
import { readClues } from './rules.clues.ts'
import type { TicketFacts } from './rules.traits.ts'
import { chooseOrder } from './rules.ts'

/** As the lookup of the orders module finds them. */
const candidates = (facts: TicketFacts, orders: readonly OrderTraits[]) =>
  orders.filter(
    (order) =>
      facts.numbers.some(({ folded }) => folded === order.numberFolded) ||
      (order.buyerAddress !== null && facts.addresses.includes(order.buyerAddress)) ||
      facts.trackingNumbers.some((number) => order.trackingNumbers.includes(number)) ||
      (facts.buyer === order.buyerKey && facts.storeId === order.storeId),
  )

test('of 510 awkward letters 99 in a hundred find their order, and none a wrong one unmarked', () => {
  const { orders, letters } = awkwardLetters(randomFrom(20_261_123), 510)
  const wrong: string[] = []
  const unmarked: string[] = []
  for (const { manner, storeId, at, letters: said, truth } of letters) {
    const facts = { ...readClues(said, null, (text) => findIdentifiers(text)), storeId, at }
    const { chosen, others } = chooseOrder(facts, candidates(facts, orders))
    const isAmbiguous = truth.length > 1
    const offered = [chosen?.orderId, ...others.map(({ orderId }) => orderId)]
    const right = isAmbiguous
      ? chosen?.confidence === 'low' && truth.every((id) => offered.includes(id))
      : chosen?.orderId === truth[0]
    const as = `${manner}: ${said[0]?.text.split('\n')[2]} gives ${chosen?.orderId} (${chosen?.confidence}), not ${truth[0]}`
    if (!right) wrong.push(as)
    if (!right && chosen && chosen.confidence !== 'low') unmarked.push(as)
  }
  expect(unmarked).toEqual([])
  expect(wrong.slice(0, Math.floor(letters.length / 100))).toEqual(wrong)
})
