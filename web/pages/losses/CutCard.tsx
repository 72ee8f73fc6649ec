import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { answered, api, type Schemas } from '../../api/client.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Select } from '../../ui/Select.tsx'
import { Table } from '../../ui/Table.tsx'
import { CsvLink } from './CsvLink.tsx'
import { FigureLink } from './FigureLink.tsx'
import { plainMoney, useGroupName, usePercent } from './figures.ts'
import { Share } from './Share.tsx'
import { asked, cutOf, type Group, groups, type LossSearch } from './search.ts'

type Cuts = Schemas['LossCuts']
type Row = Cuts['items'][number] & { readonly isRest?: true }

/** Parcels know nothing of these. */
const ofLosses: ReadonlySet<Group> = new Set(['reason', 'fault', 'policyVersion'])

/** What the rate is made of, by one dimension at a time; a name narrows everything to it, an amount opens its lines. */
export function CutCard({ search }: { readonly search: LossSearch }) {
  const text = useText('losses')
  const navigate = useNavigate()
  const nameOf = useGroupName()
  const group = search.group ?? 'store'
  const question = { ...asked(search), by: search.by ?? ('week' as const), groupBy: group }
  const query = useQuery({
    queryKey: ['losses', 'cuts', question],
    queryFn: () => answered(api.GET('/api/loss-rate/cuts', { params: { query: question } })),
    placeholderData: keepPreviousData,
  })
  const told = query.data
  return (
    <Card
      title={text('cuts')}
      aside={
        <div className="flex items-center gap-2">
          <Select
            aria-label={text('cuts')}
            className="w-36"
            value={group}
            options={groups.map((value) => ({ value, label: text(`group.${value}`) }))}
            onValue={(chosen) => void navigate({ to: '/losses', search: { ...search, group: chosen }, replace: true })}
          />
          {told && (
            <CsvLink
              name={`return-loss-rate-${group}-${told.period.first}-${told.period.last}.csv`}
              rows={[
                [text(`group.${told.groupBy}`), text('rate'), text('rate-without'), text('loss'), text('cost')],
                ...told.items.map(({ key, name, rate, rateWithoutQuality, loss, cost }) => [
                  ...[nameOf(told.groupBy, key, name), rate ?? '', rateWithoutQuality ?? ''],
                  ...[plainMoney(loss, told.currency), plainMoney(cost, told.currency)],
                ]),
              ]}
            />
          )}
        </div>
      }
    >
      {query.error && !told ? (
        <ErrorState error={query.error} title={text('load-failed')} onRetry={() => void query.refetch()} />
      ) : (
        <CutTable told={told} search={search} />
      )}
    </Card>
  )
}

function CutTable({ told, search }: { readonly told: Cuts | undefined; readonly search: LossSearch }) {
  const text = useText('losses')
  const formats = useFormats()
  const percent = usePercent()
  const nameOf = useGroupName()
  const group = told?.groupBy ?? search.group ?? 'store'
  const currency = told?.currency ?? 'EUR'
  const called = (row: Row) => (row.isRest ? text('others') : nameOf(group, row.key, row.name))
  const narrowed = (row: Row): LossSearch => ({ ...search, [cutOf(group)]: row.key })
  const behind = (row: Row): LossSearch => ({
    ...narrowed(row),
    tab: 'ledger',
    ...(told && { from: told.period.first, until: told.period.last, basis: told.period.basis }),
  })
  const rest: Row[] = told?.others
    ? [{ ...told.others, key: '\u0000', name: '', alarm: { all: 100, withoutQuality: 100 }, isRest: true }]
    : []
  const rows: readonly Row[] | undefined = told && [...told.items, ...rest]
  return (
    <div className="flex flex-col gap-2">
      {ofLosses.has(group) && <p className="text-sm text-muted">{text('cuts-of-losses')}</p>}
      <Table
        label={text(`group.${group}`)}
        rows={rows}
        rowKey={({ key }) => key}
        empty={<p className="py-4 text-muted">{text('nothing')}</p>}
        columns={[
          {
            name: 'name',
            title: text(`group.${group}`),
            cell: (row) =>
              row.isRest ? (
                called(row)
              ) : (
                <Link
                  to="/losses"
                  search={narrowed(row)}
                  title={text('narrow-to', { name: called(row) })}
                  className="inline-flex min-h-6 items-center underline-offset-2 [overflow-wrap:anywhere] hover:underline pointer-coarse:min-h-11"
                >
                  {called(row)}
                </Link>
              ),
          },
          {
            name: 'rate',
            title: text('rate'),
            align: 'end',
            cell: ({ rate, alarm }) => <Share rate={rate} level={alarm.all} written={percent(rate)} />,
          },
          {
            name: 'without',
            title: text('rate-without'),
            align: 'end',
            cell: ({ rateWithoutQuality: rate, alarm }) => (
              <Share rate={rate} level={alarm.withoutQuality} written={percent(rate)} />
            ),
            wideOnly: true,
          },
          {
            name: 'loss',
            title: text('loss'),
            align: 'end',
            cell: (row) =>
              row.isRest ? (
                formats.money(row.loss, currency)
              ) : (
                <FigureLink name={called(row)} search={behind(row)}>
                  {formats.money(row.loss, currency)}
                </FigureLink>
              ),
          },
          {
            name: 'cost',
            title: text('cost'),
            align: 'end',
            cell: ({ cost }) => <span className="tabular-nums">{formats.money(cost, currency)}</span>,
            wideOnly: true,
          },
          {
            name: 'lines',
            title: text('tab-ledger'),
            align: 'end',
            cell: ({ lines }) => <span className="tabular-nums">{formats.number(lines)}</span>,
            wideOnly: true,
          },
        ]}
      />
    </div>
  )
}
