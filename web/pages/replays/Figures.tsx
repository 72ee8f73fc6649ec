import { Coins, MailCheck } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useLooseText, useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Card } from '../../ui/Card.tsx'
import { type Column, Table } from '../../ui/Table.tsx'
import type { Result } from './replays.ts'

interface FiguresProps {
  readonly result: Result
  /** Past returns of the period, of all policies. */
  readonly seen: number
}

/** What would have come of it, in money, outcomes, letters and claims, beside what happened. */
export function Figures({ result, seen }: FiguresProps) {
  const text = useText('replays')
  if (result.returns === 0)
    return (
      <Banner tone="info" title={text('no-returns')}>
        {text(seen === 0 ? 'no-returns-detail' : 'no-such-returns-detail')}
      </Banner>
    )
  return (
    <>
      <Banner tone={result.changed === 0 ? 'ok' : 'info'}>
        {text('changed', { count: result.changed, of: result.returns })}
      </Banner>
      {result.money.map((money) => (
        <MoneyCard key={money.currency} money={money} />
      ))}
      <Counts result={result} />
    </>
  )
}

function MoneyCard({ money }: { readonly money: Result['money'][number] }) {
  const text = useText('replays')
  const formats = useFormats()
  const amount = (units: number): string => formats.money(Math.round(units), money.currency)
  const difference = money.mean - money.booked
  const isSure = money.low > money.booked || money.high < money.booked
  return (
    <Card title={text('loss-in', { currency: money.currency })} icon={Coins}>
      <div className="flex flex-wrap gap-x-8 gap-y-3">
        <Figure name={text('happened')} value={amount(money.booked)} />
        <Figure name={text('predicted')} value={amount(money.mean)} detail={text('between', range(money, amount))} />
        <Figure
          name={text('difference')}
          value={difference === 0 ? text('none') : `${difference > 0 ? '+' : ''}${amount(difference)}`}
          detail={text(difference === 0 ? 'same' : isSure ? (difference < 0 ? 'less' : 'more') : 'unsure')}
        />
      </div>
      <RangeBar money={money} />
      <p className="mt-2 text-sm text-muted">
        {text('bounds', { least: amount(money.least), most: amount(money.most), count: money.returns })}
      </p>
      {money.reckonedOf !== 0 && Math.abs(money.reckoned / money.reckonedOf - 1) > 0.02 && (
        <p className="mt-1 text-sm text-warn-ink">
          {text('miscounted', { share: formats.percent(money.reckoned / money.reckonedOf) })}
        </p>
      )}
    </Card>
  )
}

const range = ({ low, high }: { low: number; high: number }, write: (value: number) => string) => ({
  low: write(low),
  high: write(high),
})

interface FigureProps {
  readonly name: string
  readonly value: string
  readonly detail?: string
}

const Figure = ({ name, value, detail }: FigureProps) => (
  <div className="flex min-w-0 flex-col">
    <span className="text-sm text-muted">{name}</span>
    <span className="text-xl font-semibold tabular-nums">{value}</span>
    {detail && <span className="text-sm text-muted tabular-nums">{detail}</span>}
  </div>
)

/** Where the prediction's range lies between the best and the worst, and what happened. The words stand beside it. */
function RangeBar({ money }: { readonly money: Result['money'][number] }) {
  const text = useText('replays')
  const low = Math.min(money.least, money.booked, money.low)
  const high = Math.max(money.most, money.booked, money.high)
  const at = (value: number): number => (high === low ? 50 : ((value - low) / (high - low)) * 100)
  return (
    <svg
      role="img"
      aria-label={text('range-picture')}
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      className="mt-3 h-6 w-full"
    >
      <rect x="0" y="3.4" width="100" height="1.2" className="fill-neutral-soft" />
      <rect
        x={at(money.low)}
        y="2"
        width={Math.max(0.6, at(money.high) - at(money.low))}
        height="4"
        className="fill-accent"
        opacity="0.45"
      />
      <rect x={at(money.mean) - 0.3} y="1" width="0.6" height="6" className="fill-accent" />
      <rect x={at(money.booked) - 0.2} y="0" width="0.4" height="8" className="fill-ink" />
    </svg>
  )
}

type CountRow = {
  readonly name: string
  readonly before: number
  readonly mean: number
  readonly low: number
  readonly high: number
}

function Counts({ result }: { readonly result: Result }) {
  const text = useText('replays')
  const codes = useLooseText('policies')
  const formats = useFormats()
  const number = (value: number): string => formats.number(Math.round(value))
  const within = ({ low, high }: Pick<CountRow, 'low' | 'high'>): string =>
    number(low) === number(high) ? number(low) : text('between', range({ low, high }, number))
  const rows: CountRow[] = [
    ...result.outcomes.map(({ outcome, ...figures }) => ({ name: codes(`outcome.${outcome}`) ?? outcome, ...figures })),
    { name: text('letters'), ...result.letters },
    { name: text('claims'), ...result.claims },
  ]
  const columns: Column<CountRow>[] = [
    { name: 'name', title: text('outcome'), cell: ({ name }) => name },
    { name: 'before', title: text('happened'), align: 'end', cell: ({ before }) => number(before) },
    {
      name: 'mean',
      title: text('predicted'),
      align: 'end',
      cell: ({ mean, ...row }) => (
        <>
          {number(mean)}
          <span className="block text-sm text-muted md:hidden">{within(row)}</span>
        </>
      ),
    },
    {
      name: 'range',
      title: text('range'),
      align: 'end',
      wideOnly: true,
      cell: within,
    },
  ]
  return (
    <section className="flex flex-col gap-2">
      <h3 className="flex items-center gap-1.5 text-base font-medium">
        <MailCheck aria-hidden className="size-4" />
        {text('outcomes')}
      </h3>
      <Table label={text('outcomes')} columns={columns} rows={rows} rowKey={({ name }) => name} />
    </section>
  )
}
