import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Handshake } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { type ConsentOfPurpose, type ConsentStatement, consentsQuery, waysFor } from './consents.ts'

/** Fetched when one records something, as the customer's own form is. */
const ConsentForm = lazy(async () => ({ default: (await import('./ConsentForm.tsx')).ConsentForm }))

const tones: { readonly [state in ConsentOfPurpose['state']]: Tone } = {
  given: 'ok',
  withdrawn: 'danger',
  unknown: 'outline',
}

/** What a customer has agreed to, which ways that opens and why, and every word that was recorded of it. */
export function CustomerConsents({ id }: { readonly id: string }) {
  const text = useText('consents')
  const mayWrite = useMay('customers.write')
  const [recording, setRecording] = useState<ConsentOfPurpose>()
  const query = useQuery(consentsQuery(id))
  const consents = query.data
  return (
    <Card title={text('title')} icon={Handshake}>
      {query.isPending && <SkeletonLines lines={4} />}
      {query.isError && !consents && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {consents && (
        <ul className="flex flex-col divide-y divide-line">
          {consents.purposes.map((purpose) => (
            <Purpose
              key={purpose.purpose}
              purpose={purpose}
              onRecord={mayWrite ? () => setRecording(purpose) : undefined}
            />
          ))}
        </ul>
      )}
      {consents && consents.history.length > 0 && <History statements={consents.history} />}
      {consents && recording && (
        <Suspense>
          <ConsentForm
            customerId={id}
            purpose={recording.purpose}
            letters={consents.letters}
            onClose={() => setRecording(undefined)}
          />
        </Suspense>
      )}
    </Card>
  )
}

interface PurposeProps {
  readonly purpose: ConsentOfPurpose
  readonly onRecord: (() => void) | undefined
}

function Purpose({ purpose, onRecord }: PurposeProps) {
  const text = useText('consents')
  const customers = useText('customers')
  const formats = useFormats()
  const ways = waysFor(purpose)
  const name = text(`purpose.${purpose.purpose}`)
  return (
    <li className="flex items-start gap-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{name}</span>
          <Badge tone={tones[purpose.state]}>{text(`state.${purpose.state}`)}</Badge>
          {purpose.since && (
            <span className="text-sm text-muted">
              {text('since-day', { day: formats.date(new Date(purpose.since)) })}
            </span>
          )}
        </p>
        <ul className="text-sm text-muted">
          {ways.length === 0 && <li>{text('no-way')}</li>}
          {ways.map(({ kind, allowed, reason }) => (
            <li key={kind}>
              {text(allowed ? 'way-open' : 'way-closed', {
                contact: customers(`contact.${kind}`),
                why: reason === 'wrong-channel' ? text('no-way') : text(`why.${reason}`),
              })}
            </li>
          ))}
        </ul>
      </div>
      {onRecord && (
        <Button size="small" onClick={onRecord} aria-label={text('record-for', { purpose: name })}>
          {text('record')}
        </Button>
      )}
    </li>
  )
}

function History({ statements }: { readonly statements: readonly ConsentStatement[] }) {
  const text = useText('consents')
  const formats = useFormats()
  return (
    <details className="mt-2 text-sm">
      <summary className="cursor-pointer text-muted pointer-coarse:min-h-11">
        {text('history', { count: statements.length })}
      </summary>
      <ol className="mt-1.5 flex flex-col gap-2">
        {statements.map((statement) => (
          <li key={statement.id} className="[overflow-wrap:anywhere]">
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <Badge tone={tones[statement.state]}>{text(`state.${statement.state}`)}</Badge>
              {text(`purpose.${statement.purpose}`)}
            </span>
            <span className="text-muted">
              {[
                formats.date(new Date(statement.saidAt)),
                text(`source.${statement.source}`),
                ...(statement.recordedBy ? [text('by-whom', { name: statement.recordedBy })] : []),
                ...(statement.note ? [statement.note] : []),
              ].join(' · ')}
            </span>
            {statement.ticketId && (
              <Link
                to="/inbox/$view/{-$ticket}"
                params={{ view: 'all', ticket: statement.ticketId }}
                className="ml-2 text-accent-ink underline"
              >
                {text('in-ticket')}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}
