import { type Policy, waysOf } from './tree.ts'

/** One line of the outline: a way, and the node to which it leads. */
export interface Line {
  /** The same line keeps its key while the tree around it changes. */
  readonly key: string
  readonly level: number
  /** The node from which the way comes; null for the start, and for what nothing leads to. */
  readonly from: string | null
  /** The way; null for what nothing leads to. */
  readonly slot: string | null
  readonly to: string
  /** The node stands further up already: its ways are shown there. */
  readonly isRepeated: boolean
  readonly hasWays: boolean
  readonly isOpen: boolean
  /** Which of its siblings, from 1, and of how many. */
  readonly position: number
  readonly siblings: number
}

/** The tree as lines, each node with its ways below it where it first stands; closed ones hide theirs. */
export function linesOf(policy: Policy, closed: ReadonlySet<string>): Line[] {
  const lines: Line[] = []
  const shown = new Set<string>()
  const add = (line: Pick<Line, 'key' | 'level' | 'from' | 'slot' | 'to' | 'position' | 'siblings'>): void => {
    const isRepeated = shown.has(line.to)
    shown.add(line.to)
    const node = policy.nodes[line.to]
    const ways = node && !isRepeated ? waysOf(node) : []
    const isOpen = ways.length > 0 && !closed.has(line.to)
    lines.push({ ...line, isRepeated, hasWays: ways.length > 0, isOpen })
    if (ways.length > 0 && !isOpen) hide(policy, line.to, shown)
    if (!isOpen) return
    for (const [at, { slot, to }] of ways.entries())
      add({
        key: `${line.to}/${slot}`,
        level: line.level + 1,
        from: line.to,
        slot,
        to,
        position: at + 1,
        siblings: ways.length,
      })
  }
  const reached = reachedFrom(policy)
  const aside = Object.keys(policy.nodes).filter((id) => !reached.has(id))
  const siblings = 1 + aside.length
  add({ key: '/start', level: 1, from: null, slot: 'start', to: policy.start, position: 1, siblings })
  for (const [at, id] of aside.entries())
    add({ key: `/${id}`, level: 1, from: null, slot: null, to: id, position: at + 2, siblings })
  return lines
}

/** What a closed line hides counts as shown nowhere else: opening it must not move other lines. */
function hide(policy: Policy, id: string, shown: Set<string>): void {
  const node = policy.nodes[id]
  for (const { to } of node ? waysOf(node) : [])
    if (!shown.has(to)) {
      shown.add(to)
      hide(policy, to, shown)
    }
}

function reachedFrom(policy: Policy): Set<string> {
  const reached = new Set<string>()
  const open = [policy.start]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    const node = policy.nodes[id]
    if (node) open.push(...waysOf(node).map(({ to }) => to))
  }
  return reached
}

/** The line above one in the tree: that of the node from which its way comes. */
export const parentOf = (lines: readonly Line[], line: Line): Line | undefined =>
  lines.find((other) => !other.isRepeated && other.to === line.from && line.from !== null)
