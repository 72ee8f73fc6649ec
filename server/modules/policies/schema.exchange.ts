import { Value } from 'typebox/value'
import { isDeeperThan } from './rules.exchange.ts'
import { PolicyFile, type ReturnPolicy } from './schema.policy.ts'

/** What was read of a file, or why it is no policy: where in it, and what was expected there. */
export type ReadPolicy =
  | { readonly policy: ReturnPolicy }
  | { readonly faults: readonly { readonly path: string; readonly message: string }[] }

const mostCharacters = 2_000_000
const mostDepth = 40
const mostFaults = 20

/** Reads a policy file as it was exported. Its shape is looked at here; whether it is sound, by `faultsOf`. */
export function readPolicyFile(text: string): ReadPolicy {
  if (text.length > mostCharacters) return refused(`more than ${mostCharacters} characters`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error))
  }
  if (isDeeperThan(value, mostDepth)) return refused(`nested deeper than ${mostDepth}`)
  if (Value.Check(PolicyFile, value)) return { policy: value.policy }
  const faults = [...Value.Errors(PolicyFile, value)]
    .slice(0, mostFaults)
    .map(({ instancePath, message }) => ({ path: instancePath, message }))
  return { faults }
}

const refused = (message: string): ReadPolicy => ({ faults: [{ path: '', message }] })
