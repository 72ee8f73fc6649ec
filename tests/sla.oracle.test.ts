import { expect, test } from 'vitest'
import { runSlaOracle } from './oracle/sla.ts'

test('10,000 clocks agree with an oracle that steps through the minutes (R6)', { timeout: 180_000 }, () => {
  const { equal, cases, firstDifference } = runSlaOracle(10_000, 20_260_105)
  expect(firstDifference).toBeNull()
  expect(`${equal} of ${cases}`).toBe('10000 of 10000')
})
