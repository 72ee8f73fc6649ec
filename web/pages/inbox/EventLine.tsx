import { useQuery } from '@tanstack/react-query'
import { lazy, memo, Suspense } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useLooseText, useText, wantWords } from '../../i18n/text.ts'
import { membersQuery } from '../../parts/desk.ts'
import { Time } from '../../ui/Time.tsx'
import type { TicketEvent } from './queries.ts'

// Only tickets with a return need it: it comes with its words.
const ReturnWords = lazy(async () => {
  const [part] = await Promise.all([
    import('../../parts/returns/EventWords.tsx'),
    wantWords('returns'),
    wantWords('policies'),
  ])
  return { default: part.EventWords }
})

/** One line of what happened, in words: who did what, and why. */
export const EventLine = memo(function EventLine({ event }: { readonly event: TicketEvent }) {
  const text = useText('inbox')
  const said = useEventWords(event)
  return (
    <p className="flex flex-wrap items-baseline justify-center gap-x-1.5 px-6 text-center text-sm text-muted">
      {event.kind.startsWith('return-') ? (
        <Suspense fallback={<span>…</span>}>
          <ReturnWords kind={event.kind} details={event.details} who={event.actor?.name ?? text('the-desk')} />
        </Suspense>
      ) : (
        <span>{said}</span>
      )}
      <span aria-hidden>·</span>
      <Time at={event.at} />
    </p>
  )
})

function useEventWords(event: TicketEvent): string {
  const text = useText('inbox')
  const loose = useLooseText('inbox')
  const words = useLooseText('tickets')
  const formats = useFormats()
  const members = useQuery(membersQuery)
  const { details } = event
  const who = event.actor?.name ?? text('the-desk')
  const nameOf = (id: unknown): string =>
    typeof id === 'string' ? (members.data?.find((one) => one.id === id)?.name ?? text('somebody')) : text('nobody')
  const word = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '—'
    return words(`${field}.${String(value)}`) ?? String(value)
  }
  if (event.kind === 'changed' && isRecord(details.changed)) {
    const changes = Object.entries(details.changed).map(([field, change]) => {
      const { from, to } = isRecord(change) ? change : {}
      const prefix = field === 'subType' ? 'sub' : field
      return `${loose(`field.${field}`) ?? field}: ${word(prefix, from)} → ${word(prefix, to)}`
    })
    return text('event.changed', { who, changes: changes.join('; ') })
  }
  const moment = details.until ?? details.dueAt
  return (
    loose(`event.${event.kind}`, {
      who,
      to: nameOf(details.to),
      kind: word('kind', details.kind),
      channel: word('channel', details.channelKind),
      measure: word('measure', details.measure),
      priority: word('priority', details.to),
      number: String(details.number ?? ''),
      task: loose(`task.${String(details.task)}`) ?? '',
      asked: loose(`asked.${String(details.asked)}`) ?? '',
      confidence: loose(`confidence.${String(details.confidence)}`) ?? '',
      level: String(details.level ?? ''),
      reason: String(details.reason ?? ''),
      result: loose(`result.${String(details.result)}`) ?? '',
      department: String(details.department ?? ''),
      because: loose(`because.${String(details.code)}`) ?? '',
      by: loose(`by.${String(details.by)}`) ?? who,
      until: typeof moment === 'string' ? formats.full(new Date(moment)) : '',
    }) ?? `${who}: ${event.kind}`
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
