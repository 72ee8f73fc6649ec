import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { dayIn } from '../day.ts'
import { type Marketplace, marketplacesQuery } from './marketplaces.ts'
import { RuleSource } from './RuleSource.tsx'
import { type Rule, useRuleWords } from './words.ts'

interface RuleHistoryProps {
  readonly rows: readonly Rule[]
  readonly place: Marketplace
  readonly onEnded: () => void
}

/** Every row that ever bore on one rule, newest first, each with its source. */
export function RuleHistory({ rows, place, onEnded }: RuleHistoryProps) {
  const text = useText('stores')
  const words = useRuleWords()
  const mayWrite = useMay('stores.write')
  const [asking, setAsking] = useState<Rule>()
  const today = dayIn(place.zone)
  const end = useMutation({
    mutationFn: (id: string) =>
      answered(api.POST('/api/marketplace-rules/{id}/end', { params: { path: { id } }, body: { on: today } })),
    onSuccess: () => {
      toast(text('rule-ended'))
      setAsking(undefined)
      onEnded()
      return queries.invalidateQueries({ queryKey: marketplacesQuery.queryKey })
    },
  })
  const ruling = rows
    .filter((row) => holds(row, today))
    .sort((one, other) => nearness(other, place) - nearness(one, place))[0]
  return (
    <>
      <h3 className="text-base">{text('history')}</h3>
      <ol className="flex flex-col">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-col gap-1 border-l-2 border-line py-2 pl-3 first:pt-0">
            <div className="flex flex-wrap items-center gap-2">
              <span className="font-semibold tabular-nums">{words.value(row)}</span>
              <Badge tone="outline">{words.scope(row.scope, place.code)}</Badge>
              {row === ruling && <Badge tone="ok">{text('now-in-force')}</Badge>}
              {!row.shipped && <Badge tone="accent">{text('by-us')}</Badge>}
              {row.source.kind === 'memory' && <Badge tone="warn">{text('unverified')}</Badge>}
              <span className="text-sm text-muted">{words.time(row)}</span>
              {mayWrite && !row.shipped && holds(row, today) && row.validFrom !== today && (
                <Button size="small" tone="ghost" onClick={() => setAsking(row)}>
                  {text('end-rule')}
                </Button>
              )}
            </div>
            <RuleSource source={row.source} />
          </li>
        ))}
      </ol>
      <ConfirmDialog
        open={asking !== undefined}
        onOpen={() => setAsking(undefined)}
        title={text('end-title')}
        action={text('end-rule')}
        pending={end.isPending}
        error={end.error?.message}
        onConfirm={() => asking && end.mutate(asking.id)}
      >
        {text('end-detail')}
      </ConfirmDialog>
    </>
  )
}

const holds = (row: Rule, day: string): boolean =>
  (row.validFrom === null || row.validFrom <= day) && (row.validTo === null || day < row.validTo)

const nearness = (row: Rule, place: Marketplace): number => [`*`, place.kind, place.code].indexOf(row.scope)
