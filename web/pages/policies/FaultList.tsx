import { Link } from '@tanstack/react-router'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
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
  const { policy, ground, words, choose } = useEditor()
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
      <MissingLanguages faults={faults} />
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
                {words.fault(fault, shape, ground.letters)}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Which stores need letters in a language that is not written yet, how many letters, and where they are written. */
function MissingLanguages({ faults }: { readonly faults: readonly Fault[] }) {
  const text = useText('policyEditor')
  const formats = useFormats()
  const { ground, words } = useEditor()
  const lacking = Map.groupBy(
    faults.filter(({ code }) => code === 'template-language'),
    ({ parameters }) => String(parameters.language),
  )
  return [...lacking].map(([language, ofLanguage]) => {
    const stores = ground.stores.filter(({ languages }) => languages.includes(language)).map(({ name }) => name)
    return (
      <p key={language} className="px-1 pb-1 text-sm">
        {text('language-lacks', {
          stores: words.listed(stores, 'and'),
          language: formats.languageName(language),
          count: new Set(ofLanguage.map(({ parameters }) => parameters.template)).size,
        })}{' '}
        <Link
          to="/settings/{-$page}/{-$item}"
          params={{ page: 'templates' }}
          className="font-medium underline underline-offset-2"
        >
          {text('write-letters')}
        </Link>
      </p>
    )
  })
}
