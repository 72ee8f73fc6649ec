import { runParts } from './line.ts'
import { anomalies } from './returns.anomalies.ts'
import { cuts } from './returns.cuts.ts'
import { experiments } from './returns.experiments.ts'
import { intent } from './returns.intent.ts'
import { ledger } from './returns.ledger.ts'
import { policy } from './returns.policy.ts'
import { races } from './returns.races.ts'
import { replay } from './returns.replay.ts'
import { story } from './returns.story.ts'
import { tone } from './returns.tone.ts'

/**
 * What the issue "returns" must show: `npm run evidence -- returns [--only=name]`. One line each, `ok` or `short`; exit
 * code 1 when one is short.
 */
process.exitCode = await runParts(
  [policy, tone, intent, ledger, cuts, anomalies, replay, experiments, story, races],
  process.argv.slice(2),
)
