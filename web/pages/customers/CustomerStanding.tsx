import { useQuery } from '@tanstack/react-query'
import { Gauge } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import { Card, Facts } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { type Standing, type StandingReason, standingQuery } from './customers.ts'

const tierTones: { readonly [tier in Standing['tier']]: Tone } = {
  new: 'outline',
  returning: 'neutral',
  regular: 'info',
  key: 'ok',
}
const riskTones: { readonly [risk in Standing['risk']]: Tone } = { none: 'outline', watch: 'warn', high: 'danger' }

/** What they are worth and how risky they are, each with its reasons in words, and the year's figures. */
export function CustomerStanding({ id }: { readonly id: string }) {
  const text = useText('customers')
  const query = useQuery(standingQuery(id))
  const standing = query.data
  return (
    <Card title={text('standing')} icon={Gauge}>
      {query.isPending && <SkeletonLines lines={5} />}
      {query.isError && !standing && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {standing && (
        <div className="flex flex-col gap-3">
          <Judgement
            name={text('tier')}
            badge={<Badge tone={tierTones[standing.tier]}>{text(`tier.${standing.tier}`)}</Badge>}
            reasons={standing.tierReasons}
          />
          <Judgement
            name={text('risk')}
            badge={<Badge tone={riskTones[standing.risk]}>{text(`risk.${standing.risk}`)}</Badge>}
            reasons={standing.riskReasons}
          />
          <Year figures={standing.figures} />
          <p className="text-xs text-muted">{text('standing-note')}</p>
        </div>
      )}
    </Card>
  )
}

interface JudgementProps {
  readonly name: string
  readonly badge: React.ReactNode
  readonly reasons: readonly StandingReason[]
}

function Judgement({ name, badge, reasons }: JudgementProps) {
  const text = useText('customers')
  return (
    <div>
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{name}</span>
        {badge}
      </p>
      {reasons.length > 0 && (
        <ul className="mt-1 list-disc pl-5 text-sm text-muted">
          {reasons.map(({ code, count, of, percent }) => (
            <li key={code}>{text(`reason.${code}`, { count, of, percent })}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Year({ figures }: { readonly figures: Standing['figures'] }) {
  const text = useText('customers')
  const formats = useFormats()
  const spent = figures.spent.map(({ amount, currency }) => formats.money(amount, currency)).join(' + ')
  const answered = figures.satisfied + figures.unsatisfied
  return (
    <Facts
      rows={[
        { name: text('spent'), value: spent || text('none') },
        { name: text('units'), value: text('units-returned', { count: figures.units, returned: figures.returned }) },
        { name: text('tickets'), value: text('tickets-open', { count: figures.tickets, open: figures.openTickets }) },
        {
          name: text('grievances'),
          value: text('grievance-counts', { complaints: figures.complaints, claims: figures.claims }),
        },
        {
          name: text('satisfaction'),
          value:
            answered > 0 ? text('satisfied-of', { satisfied: figures.satisfied, of: answered }) : text('not-known'),
        },
      ]}
    />
  )
}
