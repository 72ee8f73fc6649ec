import { expect, test } from 'vitest'
import { judgeReturns, type LeftReturn } from './verdict.returns.ts'

const wanted = { letters: 2, outcome: 'kept', loss: 2_000 }
const right: LeftReturn = {
  rma: 'RMA-1',
  onTheWire: ['a', 'b'],
  noted: ['a', 'b'],
  waitless: 0,
  outcome: 'kept',
  booked: 2_000,
  refunded: 2_000,
}
const faults = (change: Partial<LeftReturn>) => {
  const { lost, doubled, unequal, again } = judgeReturns([{ ...right, ...change }], wanted)
  return [lost.length, doubled.length, unequal.length, again]
}

test.each<[string, Partial<LeftReturn>, readonly number[]]>([
  ['nothing is wrong', {}, [0, 0, 0, 0]],
  ['a letter never left', { onTheWire: ['a'] }, [1, 0, 0, 0]],
  ['a step has no letter', { noted: ['a'], onTheWire: ['a'] }, [1, 0, 0, 0]],
  ['a letter is of no step', { onTheWire: ['a', 'b', 'c'] }, [0, 1, 0, 0]],
  ['a step was done twice', { noted: ['a', 'b', 'c'], onTheWire: ['a', 'b', 'c'] }, [0, 1, 0, 0]],
  ['the same letter came again', { onTheWire: ['a', 'b', 'b'] }, [0, 0, 0, 1]],
  ['a wait never began', { waitless: 1 }, [1, 0, 0, 0]],
  ['the ledger has it twice', { booked: 4_000 }, [0, 0, 1, 0]],
  ['the ledger has it not', { booked: 0 }, [0, 0, 1, 0]],
  ['it was refunded twice', { refunded: 4_000 }, [0, 0, 1, 0]],
  ['it has not ended', { outcome: null }, [0, 0, 1, 0]],
])('%s', (_name, change, expected) => expect(faults(change)).toEqual(expected))
