import { Ban, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { classes } from '../../ui/classes.ts'
import type { TaskCheck } from './orderTasks.ts'

const looks: { readonly [severity in TaskCheck['severity']]: { readonly icon: LucideIcon; readonly ink: string } } = {
  stop: { icon: Ban, ink: 'text-danger-ink' },
  block: { icon: TriangleAlert, ink: 'text-warn-ink' },
  warn: { icon: Info, ink: 'text-muted' },
}

/** What stands against a task, each with what to do instead; and that nothing does. */
export function Checks({ checks }: { readonly checks: readonly TaskCheck[] }) {
  const text = useText('procedures')
  if (checks.length === 0)
    return (
      <p className="flex items-start gap-1.5 text-sm text-ok-ink">
        <CircleCheck aria-hidden className="mt-0.5 size-3.5 shrink-0" />
        {text('checks-pass')}
      </p>
    )
  return (
    <ul aria-label={text('checks')} className="flex flex-col gap-1.5 text-sm">
      {checks.map(({ code, severity, message }) => {
        const { icon: Icon, ink } = looks[severity]
        return (
          <li key={code} className={classes('flex items-start gap-1.5', ink)}>
            <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <span className="font-medium">{text(`severity.${severity}`)}</span> {message}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
