import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import type { Finding } from './templates.ts'

/** What stands against a text, each with its mend. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const text = useText('templates')
  if (findings.length === 0) {
    return (
      <p role="status" className="flex items-center gap-2 text-ok-ink">
        <CircleCheck aria-hidden className="size-4 shrink-0" />
        {text('nothing-wrong')}
      </p>
    )
  }
  return (
    <section aria-label={text('must-mend')} aria-live="polite">
      <ul className="flex flex-col gap-2">
        {findings.map((finding) => {
          const Icon = finding.severity === 'block' ? CircleAlert : TriangleAlert
          const look = finding.severity === 'block' ? 'bg-danger-soft text-danger-ink' : 'bg-warn-soft text-warn-ink'
          return (
            <li
              key={`${finding.code} ${finding.field} ${finding.start} ${finding.message}`}
              className={`flex gap-2 rounded-lg px-3 py-2 ${look}`}
            >
              <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
              <span className="min-w-0 break-words">
                <span className="font-medium">{finding.message}</span> {finding.mend}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
