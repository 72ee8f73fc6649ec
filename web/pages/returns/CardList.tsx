import type { ReactNode } from 'react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useColumnTitle } from './columnTitle.ts'
import type { ReturnRow, useReturns } from './queries.ts'
import { ReturnCard } from './ReturnCard.tsx'

interface CardListProps {
  /** Undefined while loading. */
  readonly rows: readonly ReturnRow[] | undefined
  readonly more: ReturnType<typeof useReturns>['more']
  readonly empty: ReactNode
}

/** Returns as cards one below the other, as a phone has room for them; each names its step. */
export function CardList({ rows, more, empty }: CardListProps) {
  const text = useText('returnsBoard')
  const titleOf = useColumnTitle()
  if (rows?.length === 0) return empty
  return (
    <ul aria-label={text('returns')} aria-busy={rows === undefined} className="flex flex-col gap-2.5">
      {rows
        ? rows.map((row) => (
            <li key={row.id}>
              <ReturnCard row={row} stage={titleOf(row)} />
            </li>
          ))
        : ['a', 'b', 'c'].map((name) => (
            <li key={name}>
              <Skeleton className="h-32 w-full" />
            </li>
          ))}
      {more.has && (
        <li className="flex justify-center">
          <Button pending={more.pending} onClick={more.load}>
            {text('column-more')}
          </Button>
        </li>
      )}
    </ul>
  )
}
