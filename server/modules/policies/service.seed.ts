import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { shippedPolicies } from './starter/rows.ts'
import * as store from './store.ts'

/** Gives the workspace every shipped policy whose key it does not have yet, in force at once; what it has stays. */
export function seedPolicies(context: Context): Promise<void> {
  return transact(context, async (context) => {
    await addLacking(context)
  })
}

/**
 * Brings a workspace the policies that were shipped since it was made. Policies are archived and never deleted, so that
 * what a workspace has once had does not come again.
 */
export async function bringPolicies(context: Context): Promise<void> {
  const keys = await store.policyKeys(context.db)
  if (shippedPolicies.every(({ key }) => keys.has(key))) return
  await transact(context, async (context) => {
    for (const { id, key } of await addLacking(context))
      await recordAudit(context, {
        action: 'policies.policy-brought',
        subject: { kind: 'return-policy', id, name: key },
      })
  })
}

async function addLacking(context: Context): Promise<{ id: string; key: string }[]> {
  const added: { id: string; key: string }[] = []
  const at = context.now()
  for (const [position, policy] of shippedPolicies.entries()) {
    const id = context.newId()
    const first = { id, versionId: context.newId(), publicationId: context.newId(), position, policy, at }
    if (await store.insertFirst(context.db, first)) added.push({ id, key: policy.key })
  }
  return added
}
