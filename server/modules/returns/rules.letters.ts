import type { ReturnPolicy, TemplateCategory } from './schema.ts'

/**
 * What every policy decides, whatever letters its tree has: whether goods come back, what is given back, what is sent anew, and
 * what must be known for it. A letter of these groups promises what the policy has yet to decide, or refuses.
 */
const settledByReturns: ReadonlySet<TemplateCategory> = new Set([
  'return',
  'refund',
  'item',
  'solution',
  'investigation',
])

/** The letters that a policy writes itself, by their keys: of a parcel that is late, a piece sent anew, a changed order. */
export const lettersWritten = ({ nodes }: Pick<ReturnPolicy, 'nodes'>): string[] =>
  Object.values(nodes).flatMap((node) =>
    (node.kind === 'letter' || node.kind === 'act') && node.template !== undefined ? [node.template] : [],
  )

/** Those of some letters, by their keys, that the policies of a return write or decide on. */
export function decidedLetters(
  letters: readonly { readonly key: string; readonly category: TemplateCategory }[],
  policies: readonly Pick<ReturnPolicy, 'nodes'>[],
): string[] {
  const written = new Set(policies.flatMap(lettersWritten))
  return letters.filter(({ key, category }) => settledByReturns.has(category) || written.has(key)).map(({ key }) => key)
}
