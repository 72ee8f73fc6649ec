import { useText } from '../../../i18n/text.ts'
import { subjects } from './imports.ts'

/** What can be imported, and where one downloads it. */
export function WhereFrom({ open }: { readonly open: boolean }) {
  const text = useText('imports')
  return (
    <details
      // Opened by itself where there is nothing yet; after that it is looked up.
      key={String(open)}
      open={open}
      className="rounded-xl border border-line bg-surface px-3.5 shadow-card"
    >
      <summary className="cursor-pointer rounded py-3 font-medium">{text('where-from')}</summary>
      <dl className="grid gap-x-6 gap-y-3 pb-3.5 sm:grid-cols-[11rem_1fr]">
        {subjects.map((subject) => (
          <div key={subject} className="contents">
            <dt className="font-medium max-sm:-mb-2">{text(`subject.${subject}`)}</dt>
            <dd className="text-muted">{text(`source.${subject}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="border-t border-line py-3 text-sm text-muted">{text('formats')}</p>
    </details>
  )
}
