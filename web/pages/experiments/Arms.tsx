import { Link } from '@tanstack/react-router'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { type Column, Table } from '../../ui/Table.tsx'
import { type Arm, armLetter, type Experiment } from './experiments.ts'

/** The arms beside one another: how many returns, what they cost, how many buyers gave up, claims, satisfaction. */
export function Arms({ experiment }: { readonly experiment: Experiment }) {
  const text = useText('experiments')
  const formats = useFormats()
  const { arms, policyKey, state } = experiment
  const weights = arms.reduce((sum, { weight }) => sum + weight, 0)
  const share = (part: number, of: number): string =>
    of === 0 ? '–' : text('share-of', { share: formats.percent(part / of), count: part })
  const columns: Column<Arm>[] = [
    {
      name: 'arm',
      title: text('arm'),
      cell: ({ position, versionId, number }) => (
        <span className="flex flex-col">
          <Link
            to="/returns/policies/{-$policy}"
            params={{ policy: policyKey }}
            search={{ version: versionId }}
            className="font-medium underline"
          >
            {text('arm-version', { arm: armLetter(position), number })}
          </Link>
          {position === 0 && <span className="text-sm text-muted">{text('control')}</span>}
        </span>
      ),
    },
    {
      name: 'weight',
      title: text('weight'),
      align: 'end',
      cell: ({ weight }) => formats.percent(weight / weights),
    },
    ...(state === 'draft'
      ? []
      : ([
          {
            name: 'returns',
            title: text('returns'),
            align: 'end',
            cell: ({ returns, assigned }) => text('ended-of-begun', { returns, assigned }),
          },
          {
            name: 'loss',
            title: text('metric.loss-share'),
            align: 'end',
            cell: (arm) => <Loss arm={arm} />,
          },
          {
            name: 'given-up',
            title: text('metric.given-up'),
            align: 'end',
            cell: ({ givenUp, returns }) => share(givenUp, returns),
          },
          {
            name: 'claims',
            title: text('metric.claims'),
            align: 'end',
            cell: ({ claims, returns }) => share(claims, returns),
          },
          {
            name: 'dissatisfied',
            title: text('metric.dissatisfied'),
            align: 'end',
            wideOnly: true,
            cell: ({ dissatisfied, asked }) => share(dissatisfied, asked),
          },
        ] satisfies Column<Arm>[])),
  ]
  return <Table label={text('arms')} columns={columns} rows={arms} rowKey={({ versionId }) => versionId} />
}

function Loss({ arm: { lossShare, priced, money, cutOff } }: { readonly arm: Arm }) {
  const text = useText('experiments')
  const formats = useFormats()
  if (lossShare === null) return '–'
  return (
    <span className="flex flex-col items-end">
      <span className="tabular-nums">{formats.percent(lossShare)}</span>
      {money.map(({ currency, loss, returns }) => (
        <span key={currency} className="text-sm text-muted tabular-nums">
          {text('per-return', { amount: formats.money(Math.round(loss / returns), currency) })}
        </span>
      ))}
      {cutOff > 0 && (
        <span className="text-sm text-muted tabular-nums">{text('cut-off', { count: cutOff, of: priced })}</span>
      )}
    </span>
  )
}
