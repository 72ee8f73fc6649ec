import { openGuard } from '../server/modules/policies/index.ts'
import { day, guardRows } from '../tests/policies/ground.ts'
import { madeOf, walkTwice } from '../tests/policies/walk.ts'
import type { Part } from './line.ts'

const sizes = { quick: 50_000, asked: 1_000_000 }
const returnsOfPolicy = 50

/**
 * Generated policies, sound and wild, and returns of them with known and unknown facts, gone through as a desk would: every
 * decision ends the return or takes it on, the same way each time, with its reasons, and offers nothing that the law forbids.
 */
export const policy: Part = {
  name: 'policy',
  show({ asked, full }, say) {
    const wanted = asked || full ? sizes.asked : sizes.quick
    const guard = openGuard(guardRows, day)
    let [decided, returns, policies, wrong] = [0, 0, 0, 0]
    while (decided < wanted) {
      const made = madeOf(policies)
      policies += 1
      for (let each = 0; each < returnsOfPolicy; each += 1) {
        const { steps, faults } = walkTwice(made, guard, policies * returnsOfPolicy + each)
        decided += steps
        returns += 1
        if (faults.length > 0 && wrong < 20) say(`policy ${policies - 1}, return ${each}: ${faults[0]}`)
        wrong += faults.length
      }
      if (policies % 500 === 0) say(`${decided} decisions`)
    }
    return Promise.resolve([
      {
        name: 'returns: any policy, any facts: it ends, goes the same way again, says why, offers nothing forbidden',
        figure: `${wrong} faults in ${decided} decisions of ${returns} returns by ${policies} policies`,
        target: `0 in ≥ ${wanted} decisions`,
        ok: wrong === 0 && decided >= wanted,
      },
    ])
  },
}
