import { Link } from '@tanstack/react-router'
import { Split } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { type Column, Table } from '../../ui/Table.tsx'
import type { Replay, Result } from './replays.ts'

type Turn = Result['turns'][number]

/** So many returns stand for those of a turn. */
const mostShown = 3

/** Where the version first does otherwise than was done, the most frequent first. */
export function Turns({ turns, examples }: { readonly turns: readonly Turn[]; readonly examples: Replay['examples'] }) {
  const text = useText('replays')
  const language = useLanguage()
  const formats = useFormats()
  if (turns.length === 0) return null
  const title = (end: Turn['was']): string => end?.title[language] ?? text('ended')
  const found = new Map(examples.map((example) => [example.requestId, example]))
  const columns: Column<Turn>[] = [
    { name: 'was', title: text('was'), cell: ({ was }) => title(was) },
    { name: 'becomes', title: text('becomes'), cell: ({ becomes }) => title(becomes) },
    {
      name: 'returns',
      title: text('returns'),
      align: 'end',
      width: 'w-24',
      cell: ({ returns }) => formats.number(returns),
    },
    {
      name: 'examples',
      title: text('examples'),
      cell: ({ requestIds }) => (
        <span className="flex flex-wrap gap-x-2">
          {requestIds.slice(0, mostShown).map((id) => {
            const example = found.get(id)
            return (
              example && (
                <Link
                  key={id}
                  to="/inbox/$view/{-$ticket}"
                  params={{ view: 'all', ticket: example.ticketId }}
                  className="underline"
                >
                  {example.rma}
                </Link>
              )
            )
          })}
        </span>
      ),
    },
  ]
  return (
    <section className="flex flex-col gap-2">
      <h3 className="flex items-center gap-1.5 text-base font-medium">
        <Split aria-hidden className="size-4" />
        {text('turns')}
      </h3>
      <Table
        label={text('turns')}
        columns={columns}
        rows={turns}
        rowKey={({ was, becomes }) => `${was?.node} ${becomes?.node}`}
      />
    </section>
  )
}
