import { runParts } from './line.ts'
import { awkward } from './orders.awkward.ts'
import { erasure } from './orders.erasure.ts'
import { imports } from './orders.imports.ts'
import { linking } from './orders.linking.ts'
import { speed } from './orders.speed.ts'

/**
 * What the issue "orders" must show: `npm run evidence -- orders [--asked] [--only=name]`. Quick unless told; `--asked`
 * and `--full` take the sizes that the issue states. One line each, `ok` or `short`; exit code 1 when one is short.
 */
process.exitCode = await runParts([imports, awkward, linking, erasure, speed], process.argv.slice(2))
