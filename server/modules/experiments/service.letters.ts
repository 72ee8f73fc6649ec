import { type Context, requirePermission, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { beginDraft, saveDraft, versionOrRefuse } from '../policies/index.ts'
import { templatesOf, withOtherLetters } from './rules.letters.ts'
import type { LetterVariant, NewLetterVariant } from './schema.ts'

/**
 * Makes the version for a comparison of letter texts: a draft of the same policy that differs in the letters only. It is
 * approved by a second person like any other draft, then it can be an arm.
 */
export function createVariant(context: Context, { versionId, swaps }: NewLetterVariant): Promise<LetterVariant> {
  requirePermission(context, 'policies.write')
  return transact(context, async (context) => {
    const { policyId, content } = await versionOrRefuse(context, versionId)
    const used = templatesOf(content)
    for (const { from } of swaps)
      if (!used.includes(from)) throw new Refusal('experiments.no-such-letter', { template: from })
    const draft = await beginDraft(context, policyId, { from: 'version', versionId })
    const saved = await saveDraft(context, draft.id, {
      revision: draft.revision,
      note: swaps.map(({ from, to }) => `${from} → ${to}`).join(', '),
      content: withOtherLetters(content, new Map(swaps.map(({ from, to }) => [from, to]))),
    })
    return { versionId: saved.id, policyId, policyKey: content.key, number: saved.number }
  })
}
