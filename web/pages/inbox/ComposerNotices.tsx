import { CircleAlert, PencilLine, TriangleAlert } from 'lucide-react'
import { isProblem } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import type { Finding } from './queries.ts'
import type { ComposerState } from './useComposer.ts'
import type { Person } from './usePresence.ts'
import { gapsIn } from './values.ts'

interface ComposerNoticesProps {
  readonly composer: ComposerState
  readonly others: readonly Person[]
}

/** What one must know before sending: somebody was quicker, somebody writes too, what blocks and how to mend it. */
export function ComposerNotices({ composer, others }: ComposerNoticesProps) {
  const text = useText('inbox')
  const { checks, news, refusal } = composer
  // A gap that has a field below says by the field what is missing.
  const gaps = gapsIn(composer.text)
  const findings = checks.findings.filter(
    (finding) => finding.code !== 'placeholder.unfilled' || !gaps.some((name) => finding.quote.includes(name)),
  )
  const writing = others.filter((person) => person.state === 'typing')
  const look = (): void => {
    if (!news) return
    document.querySelector(`[data-message="${news.id}"]`)?.scrollIntoView({ block: 'center' })
    composer.seeNews()
  }
  return (
    <div className="flex flex-col gap-1.5 pt-1.5 empty:hidden">
      {news && (
        <Banner
          tone="warn"
          title={text(news.direction === 'inbound' ? 'buyer-wrote-meanwhile' : 'answered-meanwhile', {
            name: news.author.name,
          })}
          actions={
            <Button size="small" onClick={look}>
              {text('look-at-it')}
            </Button>
          }
        >
          <p className="line-clamp-2">{news.text}</p>
        </Banner>
      )}
      {!news && writing.length > 0 && (
        <p className="flex items-center gap-1.5 px-1 text-sm text-warn-ink">
          <PencilLine aria-hidden className="size-3.5" />
          {text('writes-too', { name: writing.map((person) => person.name).join(', ') })}
        </p>
      )}
      {refusal && !isProblem(refusal, 'messages.newer-exists') && (
        <Banner tone="danger" title={refusal.message}>
          <Objections refusal={refusal} />
        </Banner>
      )}
      {findings.length > 0 && (
        <ul className="flex flex-col gap-1">
          {findings.map((finding) => (
            <li key={`${finding.code}-${finding.start}-${finding.quote}`}>
              <FindingLine finding={finding} field={composer.field} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** One finding: what is wrong and what to do; pressing it shows the place in the text. */
function FindingLine({ finding, field }: { readonly finding: Finding; readonly field: ComposerState['field'] }) {
  const text = useText('inbox')
  const blocks = finding.severity === 'block'
  const Icon = blocks ? CircleAlert : TriangleAlert
  return (
    <button
      type="button"
      onClick={() => {
        field.current?.focus()
        if (finding.field === 'body') field.current?.setSelectionRange(finding.start, finding.end)
      }}
      className={classes(
        'flex w-full items-start gap-2 rounded-lg px-2.5 py-1.5 text-left text-sm',
        blocks ? 'bg-danger-soft text-danger-ink' : 'bg-warn-soft text-warn-ink',
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0">
        <span className="sr-only">{text(blocks ? 'blocks' : 'warns')} </span>
        <span className="font-semibold">{finding.message}</span> {finding.mend}
      </span>
    </button>
  )
}

/** What hooks of the house object to (not certified, a mentor must look first), as the server words it. */
function Objections({ refusal }: { readonly refusal: Error }) {
  const details = 'details' in refusal && typeof refusal.details === 'object' ? refusal.details : null
  const objections = details && 'objections' in details && Array.isArray(details.objections) ? details.objections : []
  if (objections.length === 0) return null
  return (
    <ul className="list-disc pl-4">
      {objections.map((objection: unknown) => {
        const said =
          typeof objection === 'object' && objection && 'message' in objection ? String(objection.message) : ''
        return <li key={said}>{said}</li>
      })}
    </ul>
  )
}
