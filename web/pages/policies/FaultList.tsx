import { CircleAlert, CircleCheck } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { useEditor } from './editor.ts'
import type { Fault } from './policies.ts'

interface FaultListProps {
  readonly faults: readonly Fault[]
  /** What keeps the tree from being looked at: a title is empty, a number is no number. */
  readonly problem: string | undefined
  readonly isChecking: boolean
  /** Opens what concerns the policy as a whole. */
  readonly onPolicy: () => void
}

/** What keeps a version from review; each line leads to its node. */
export function FaultList({ faults, problem, isChecking, onPolicy }: FaultListProps) {
  const text = useText('policyEditor')
  const { policy, words, choose } = useEditor()
  if (problem === undefined && faults.length === 0)
    return (
      <p
        role="status"
        className="flex items-center gap-1.5 border-t border-line bg-surface px-3 py-2 text-sm text-ok-ink"
      >
        <CircleCheck aria-hidden className="size-4 shrink-0" />
        {text(isChecking ? 'checking' : 'no-faults')}
      </p>
    )
  return (
    <section
      aria-label={text('faults')}
      className="max-h-44 shrink-0 overflow-y-auto border-t border-line bg-surface p-2"
    >
      <h2 className="flex items-center gap-1.5 px-1 pb-1 text-sm font-semibold text-danger-ink">
        <CircleAlert aria-hidden className="size-4" />
        {problem ?? text('fault-count', { count: faults.length })}
      </h2>
      <ul>
        {faults.map((fault) => {
          const { node } = fault
          const shape = node === null ? undefined : policy.nodes[node]
          return (
            <li key={JSON.stringify(fault)}>
              <button
                type="button"
                className="w-full rounded px-1 py-1 text-left text-sm hover:bg-hover pointer-coarse:min-h-11"
                onClick={() => (node === null ? onPolicy() : choose(node))}
              >
                <span className="font-medium">
                  {node === null ? text('policy-whole') : words.title(shape?.title) || node}
                </span>
                {': '}
                {words.fault(fault, shape)}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
