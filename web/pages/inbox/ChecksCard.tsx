import { CircleAlert, CircleCheck, CircleDashed, ListChecks, type LucideIcon } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { Card } from '../../ui/Card.tsx'
import { classes } from '../../ui/classes.ts'
import type { Finding } from './queries.ts'
import type { ComposerState } from './useComposer.ts'

/** The groups under which the checks of a letter are summed up. */
const groups = {
  filled: ['variable.', 'placeholder.', 'edit-mark.', 'text.', 'template.', 'order-number.'],
  allowed: ['content.', 'link.', 'fee.', 'proactive.', 'length.', 'attachment.'],
  polite: ['tone.'],
  language: ['language.'],
} as const

/** Whether the letter may go: one line for each thing that is looked at. */
export function ChecksCard({ composer }: { readonly composer: ComposerState }) {
  const text = useText('inbox')
  const { checks, mode } = composer
  if (mode === 'note' || !composer.maySend) return null
  return (
    <Card title={text('checks')} icon={ListChecks}>
      <ul aria-live="polite" className="flex flex-col gap-1 text-sm">
        {(Object.keys(groups) as (keyof typeof groups)[]).map((group) => {
          const state = stateOf(
            group,
            checks.findings,
            composer.text.trim() !== '' && (checks.settled || checks.blocked),
          )
          const { icon: Icon, look } = looks[state]
          return (
            <li key={group} className="flex items-center gap-2">
              <Icon aria-hidden className={classes('size-4 shrink-0', look)} />
              {text(`check.${group}`)}
              <span className="sr-only">{text(`check-state.${state}`)}</span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

type State = 'ok' | 'warn' | 'block' | 'idle'

const looks: { readonly [state in State]: { readonly icon: LucideIcon; readonly look: string } } = {
  ok: { icon: CircleCheck, look: 'text-ok-ink' },
  warn: { icon: CircleAlert, look: 'text-warn-ink' },
  block: { icon: CircleAlert, look: 'text-danger-ink' },
  idle: { icon: CircleDashed, look: 'text-muted' },
}

function stateOf(group: keyof typeof groups, findings: readonly Finding[], looked: boolean): State {
  if (!looked) return 'idle'
  const here = findings.filter((finding) => groups[group].some((prefix) => finding.code.startsWith(prefix)))
  if (here.some((finding) => finding.severity === 'block')) return 'block'
  return here.length > 0 ? 'warn' : 'ok'
}
