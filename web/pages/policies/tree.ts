import type { Schemas } from '../../api/client.ts'

export type Policy = Schemas['ReturnPolicy']
export type PolicyNode = Schemas['PolicyNode']
export type Words = Schemas['PolicyWords']
export type Kind = PolicyNode['kind']
export type NodeOf<K extends Kind> = Extract<PolicyNode, { kind: K }>

export const kinds = ['letter', 'decision', 'options', 'act', 'wait', 'end'] as const satisfies readonly Kind[]
export const answers = ['insists', 'accepts', 'gives-up', 'silent'] as const

/** One way out of a node: `answers.insists`, `branches.0`, `otherwise` …, and where it leads. */
export interface Way {
  readonly slot: string
  readonly to: string
}

const optional = (slot: string, to: string | undefined): Way[] => (to === undefined ? [] : [{ slot, to }])

/** Every way out of a node, in the order in which a reader goes through them. */
export function waysOf(node: PolicyNode): Way[] {
  switch (node.kind) {
    case 'letter':
      return [
        ...answers.map((answer) => ({ slot: `answers.${answer}`, to: node.answers[answer] })),
        ...optional('ifForbidden', node.ifForbidden),
        ...optional('beyond', node.beyond),
      ]
    case 'decision':
      return [
        ...node.branches.map(({ to }, at) => ({ slot: `branches.${at}`, to })),
        { slot: 'otherwise', to: node.otherwise },
      ]
    case 'options':
      return node.options.map(({ to }, at) => ({ slot: `options.${at}`, to }))
    case 'act':
      return [{ slot: 'to', to: node.to }, ...optional('ifForbidden', node.ifForbidden)]
    case 'wait':
      return [
        { slot: 'arrived', to: node.arrived },
        { slot: 'silent', to: node.silent },
        ...optional('beyond', node.beyond),
      ]
    case 'end':
      return []
  }
}

/** The node with one of its ways led elsewhere; a slot that it does not have changes nothing. */
export function redirected(node: PolicyNode, slot: string, to: string): PolicyNode {
  const [name = '', part = ''] = slot.split('.')
  if (node.kind === 'letter' && name === 'answers') return { ...node, answers: { ...node.answers, [part]: to } }
  if (node.kind === 'decision' && name === 'branches')
    return { ...node, branches: node.branches.map((branch, at) => (String(at) === part ? { ...branch, to } : branch)) }
  if (node.kind === 'options' && name === 'options')
    return { ...node, options: node.options.map((option, at) => (String(at) === part ? { ...option, to } : option)) }
  return waysOf(node).some((way) => way.slot === slot) ? { ...node, [name]: to } : node
}

/** The tree with one node changed. */
export const withNode = (policy: Policy, id: string, node: PolicyNode): Policy => ({
  ...policy,
  nodes: { ...policy.nodes, [id]: node },
})

/** The tree with one way led elsewhere; the way `start` is the policy's own. */
export function led(policy: Policy, from: string | null, slot: string, to: string): Policy {
  if (from === null) return { ...policy, start: to }
  const node = policy.nodes[from]
  return node ? withNode(policy, from, redirected(node, slot, to)) : policy
}

const newTitles: { readonly [K in Kind]: Words } = {
  letter: { en: 'New letter', 'zh-CN': '新信件' },
  decision: { en: 'New decision', 'zh-CN': '新判断' },
  options: { en: 'New options', 'zh-CN': '新处置方案' },
  act: { en: 'New act', 'zh-CN': '新执行' },
  wait: { en: 'New wait', 'zh-CN': '新等待' },
  end: { en: 'New end', 'zh-CN': '新结束' },
}

/** A new branch of a decision, to be changed at once. */
export const newBranch = (to: string): Schemas['PolicyBranch'] => ({
  title: { en: 'Quality issue', 'zh-CN': '质量问题' },
  when: { fact: 'isQuality', is: true },
  to,
})

/** A new option that nobody can forbid. */
export const newOption = (key: string, to: string): Schemas['PolicyOption'] => ({
  key,
  title: { en: 'Record only', 'zh-CN': '仅记录' },
  moves: [{ do: 'record' }],
  to,
})

/** A sound node of a kind, all of whose ways lead to one place. */
export function newNode(kind: Kind, to: string, letter: string): PolicyNode {
  const title = newTitles[kind]
  switch (kind) {
    case 'letter':
      return {
        kind,
        title,
        template: letter,
        wait: 7,
        offers: [],
        answers: { insists: to, accepts: to, 'gives-up': to, silent: to },
      }
    case 'decision':
      return { kind, title, branches: [newBranch(to)], otherwise: to }
    case 'options':
      return { kind, title, options: [newOption('record', to)] }
    case 'act':
      return { kind, title, moves: [{ do: 'record' }], to }
    case 'wait':
      return { kind, title, awaits: 'item', wait: 14, arrived: to, silent: to }
    case 'end':
      return { kind, title, outcome: 'withdrawn' }
  }
}

/** A name that no node has yet: `letter`, `letter-2` … */
export function freeName(taken: Readonly<Record<string, unknown>>, wanted: string): string {
  const stem = wanted.replace(/-\d+$/, '').slice(0, 50)
  if (!Object.hasOwn(taken, stem)) return stem
  for (let at = 2; ; at += 1) if (!Object.hasOwn(taken, `${stem}-${at}`)) return `${stem}-${at}`
}

interface Added {
  readonly policy: Policy
  readonly id: string
}

/** Puts a new node into a way, before what it led to; without a way it stands by itself, before the start. */
export function inserted(
  policy: Policy,
  kind: Kind,
  into: { readonly from: string | null; readonly slot: string } | undefined,
  letter: string,
): Added {
  const id = freeName(policy.nodes, kind)
  const parent = into?.from === null || into === undefined ? undefined : policy.nodes[into.from]
  const before = parent ? waysOf(parent).find(({ slot }) => slot === into?.slot)?.to : policy.start
  const added = withNode(policy, id, newNode(kind, before ?? policy.start, letter))
  return { id, policy: into ? led(added, into.from, into.slot, id) : added }
}

/** A copy of a node, which leads where it leads; nothing leads to it yet. */
export function duplicated(policy: Policy, id: string): Added {
  const node = policy.nodes[id]
  if (!node) return { policy, id }
  const copy = freeName(policy.nodes, id)
  const { at, ...rest } = node
  const place = at && { at: { x: at.x + 40, y: at.y + 40 } }
  return { id: copy, policy: withNode(policy, copy, { ...rest, ...place } as PolicyNode) }
}

/** Takes a node out: what led to it leads on to where it led first. The last node stays. */
export function removed(policy: Policy, id: string): Policy {
  const gone = policy.nodes[id]
  const { [id]: _, ...left } = policy.nodes
  const names = Object.keys(left)
  if (!gone || names.length === 0) return policy
  const next = waysOf(gone).find(({ to }) => to !== id && Object.hasOwn(left, to))?.to
  const nodes = Object.fromEntries(
    Object.entries(left).map(([name, node]) => {
      if (next === undefined) return [name, node]
      const ways = waysOf(node).filter(({ to }) => to === id)
      return [name, ways.reduce((changed, { slot }) => redirected(changed, slot, next), node)]
    }),
  )
  return { ...policy, nodes, start: policy.start === id ? (next ?? names[0] ?? id) : policy.start }
}

/** All ways that lead to a node; the policy's own start is a way too. */
export const waysTo = (policy: Policy, id: string): { from: string | null; slot: string }[] => [
  ...(policy.start === id ? [{ from: null, slot: 'start' }] : []),
  ...Object.entries(policy.nodes).flatMap(([from, node]) =>
    waysOf(node).flatMap(({ slot, to }) => (to === id ? [{ from, slot }] : [])),
  ),
]
