import type { ReturnPolicy } from './schema.letters.ts'

/**
 * The same policy with other letters: a comparison of letter texts is one of versions that differ in nothing else.
 * @param swaps template by template, what stands in its place
 */
export function withOtherLetters(policy: ReturnPolicy, swaps: ReadonlyMap<string, string>): ReturnPolicy {
  const nodes = Object.entries(policy.nodes).map(([id, node]) => {
    const template = 'template' in node && node.template !== undefined ? swaps.get(node.template) : undefined
    return [id, template === undefined ? node : { ...node, template }] as const
  })
  return { ...policy, nodes: Object.fromEntries(nodes) as ReturnPolicy['nodes'] }
}

/** Templates that the letters and acts of a policy use, once each, in order of their names. */
export const templatesOf = (policy: ReturnPolicy): string[] =>
  [
    ...new Set(
      Object.values(policy.nodes).flatMap((node) =>
        'template' in node && node.template !== undefined ? [node.template] : [],
      ),
    ),
  ].sort()
