import type { PolicyNode, ReturnPolicy } from './schema.policy.ts'
import type { PolicyFault } from './schema.validation.ts'

/** Every node to which a node may lead. */
export function edgesOf(node: PolicyNode): string[] {
  switch (node.kind) {
    case 'letter':
      return [...Object.values(node.answers), ...optional(node.ifForbidden, node.beyond)]
    case 'decision':
      return [...node.branches.map(({ to }) => to), node.otherwise]
    case 'options':
      return node.options.map(({ to }) => to)
    case 'act':
      return [node.to, ...optional(node.ifForbidden)]
    case 'wait':
      return [node.arrived, node.silent, ...optional(node.beyond)]
    case 'end':
      return []
  }
}

const optional = (...targets: (string | undefined)[]): string[] => targets.filter((target) => target !== undefined)

/** Faults of how the nodes hang together: each names its node. */
export function pathFaults(policy: ReturnPolicy): PolicyFault[] {
  const nodes = new Map(Object.entries(policy.nodes))
  const faults: PolicyFault[] = []
  const report = (code: PolicyFault['code'], node: string | null, parameters: PolicyFault['parameters'] = {}) =>
    faults.push({ code, node, parameters })
  if (!nodes.has(policy.start)) report('start-missing', null, { to: policy.start })
  for (const [id, node] of nodes) {
    for (const to of new Set(edgesOf(node))) if (!nodes.has(to)) report('target-missing', id, { to })
    if ((node.kind === 'letter' || node.kind === 'wait') && (node.most === undefined) !== (node.beyond === undefined))
      report('bound-without-exit', id)
  }
  const reached = reachedFrom([policy.start], (id) => edgesIn(nodes, id))
  for (const id of nodes.keys()) if (!reached.has(id)) report('unreachable', id)
  const ends = [...nodes].filter(([, node]) => node.kind === 'end').map(([id]) => id)
  const before = reversed(nodes)
  const ending = reachedFrom(ends, (id) => before.get(id) ?? [])
  for (const id of nodes.keys()) if (reached.has(id) && !ending.has(id)) report('never-ends', id)
  for (const id of loopedIn(nodes)) report('loop-unbounded', id)
  return faults
}

const edgesIn = (nodes: ReadonlyMap<string, PolicyNode>, id: string): string[] => {
  const node = nodes.get(id)
  return node ? edgesOf(node).filter((to) => nodes.has(to)) : []
}

function reachedFrom(starts: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const reached = new Set<string>()
  const open = [...starts]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    open.push(...next(id))
  }
  return reached
}

function reversed(nodes: ReadonlyMap<string, PolicyNode>): Map<string, string[]> {
  const before = new Map<string, string[]>()
  for (const id of nodes.keys()) for (const to of edgesIn(nodes, id)) before.set(to, [...(before.get(to) ?? []), id])
  return before
}

/**
 * Nodes that a return could pass for ever. A letter or a wait with a bound is left after so many times: then it leads
 * only beyond, or past a prohibition that uses up no time. What still goes in a circle then, goes for ever.
 */
function loopedIn(nodes: ReadonlyMap<string, PolicyNode>): string[] {
  const spent = (id: string): string[] => {
    const node = nodes.get(id)
    if (node?.kind === 'letter' && node.most !== undefined)
      return optional(node.beyond, node.ifForbidden).filter((to) => nodes.has(to))
    if (node?.kind === 'wait' && node.most !== undefined) return optional(node.beyond).filter((to) => nodes.has(to))
    return edgesIn(nodes, id)
  }
  return [...nodes.keys()].filter((id) => reachedFrom(spent(id), spent).has(id))
}
