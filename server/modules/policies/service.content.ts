import { Value } from 'typebox/value'
import type { Context } from '../../platform/context.ts'
import { Refusal, wordsOf } from '../../platform/errors.ts'
import { isDeeperThan } from './rules.exchange.ts'
import { unkeepableIn } from './rules.texts.ts'
import { faultsOf } from './rules.validation.ts'
import { readPolicyFile } from './schema.exchange.ts'
import { ReturnPolicy } from './schema.policy.ts'
import type { PolicyFault } from './schema.validation.ts'
import { groundOf } from './service.ground.ts'

/** Deeper than any tree that a person writes; the same bound as for files. */
const mostDepth = 40
const mostFaults = 20

/** A tree as it was sent; refuses what is none, at the place where it is wrong. */
export function contentOrRefuse(context: Context, sent: unknown): ReturnPolicy {
  if (isDeeperThan(sent, mostDepth))
    throw shapeless(context, [{ path: '', message: `nested deeper than ${mostDepth}` }])
  if (!Value.Check(ReturnPolicy, sent)) {
    const faults = [...Value.Errors(ReturnPolicy, sent)].slice(0, mostFaults)
    throw shapeless(
      context,
      faults.map(({ instancePath, message }) => ({ path: instancePath, message })),
    )
  }
  return keepable(context, sent)
}

/** The policy that a file holds; refuses one that holds none, with where in it and what was expected there. */
export function fileOrRefuse(context: Context, text: string): ReturnPolicy {
  // Files of Windows begin with a mark that JSON does not know.
  const read = readPolicyFile(text.replace(/^\uFEFF/, ''))
  if ('faults' in read) throw shapeless(context, read.faults)
  return keepable(context, read.policy)
}

function keepable(context: Context, policy: ReturnPolicy): ReturnPolicy {
  const path = unkeepableIn(policy)
  if (path !== undefined) throw shapeless(context, [{ path, message: 'a sign that no text can hold' }])
  return policy
}

function shapeless(context: Context, faults: readonly { path: string; message: string }[]): Refusal {
  const [first] = faults
  const details = { at: first?.path || '/', what: first?.message ?? '' }
  const message = wordsOf(new Refusal('policies.shape', details), context.language)
  return new Refusal('policies.shape', {
    ...details,
    errors: faults.map((fault) => ({
      field: `content${fault.path.replaceAll('/', '.')}`,
      message: fault === first ? message : fault.message,
    })),
  })
}

/** What is wrong with a tree, in this workspace as it stands today. */
export const faultsIn = async (context: Context, content: ReturnPolicy): Promise<PolicyFault[]> =>
  faultsOf(content, await groundOf(context))

/** Refuses a tree with faults; they are listed, each with its node. */
export async function refuseFaulty(context: Context, content: ReturnPolicy): Promise<void> {
  const faults = await faultsIn(context, content)
  if (faults.length > 0) throw new Refusal('policies.faulty', { count: faults.length, faults })
}
