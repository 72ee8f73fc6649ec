import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useCommands } from '../keyboard/registry.ts'
import { classes } from '../ui/classes.ts'
import { EmptyState } from '../ui/EmptyState.tsx'

interface Walk {
  readonly rows: readonly { readonly id: string }[]
  readonly openId: string | undefined
  readonly open: (id: string | undefined, replace?: boolean) => void
  /** The id of the search field, where the list has one. */
  readonly searchId?: string
}

/**
 * Goes through a list and what it opens by keys. One goes on from the row that is open or was last; when that is no longer
 * in the list, from the top. Answers the place of that row; -1 for none.
 */
export function useListKeys({ rows, openId, open, searchId }: Walk): number {
  const [current, setCurrent] = useState(openId)
  if (openId !== undefined && openId !== current) setCurrent(openId)
  const at = rows.findIndex(({ id }) => id === (openId ?? current))
  const move = (by: number): void => {
    const next = rows[at < 0 ? 0 : at + by]
    if (next) open(next.id, openId !== undefined)
  }
  useCommands({
    'list.next': rows.length > 0 ? () => move(1) : undefined,
    'list.previous': rows.length > 0 ? () => move(-1) : undefined,
    'list.open': openId === undefined && rows.length > 0 ? () => open(rows[Math.max(at, 0)]?.id) : undefined,
    'nav.back': openId === undefined ? undefined : () => open(undefined),
    'search.focus': searchId === undefined ? undefined : () => document.getElementById(searchId)?.focus(),
  })
  return at
}

interface ListBesideProps {
  readonly title: string
  readonly list: (className: string) => ReactNode
  /** Stands beside the list while nothing is open; absent for an empty list. */
  readonly hint: { readonly icon: LucideIcon; readonly title: string; readonly detail: string } | undefined
  /** What is open; undefined for nothing. */
  readonly children: ReactNode | undefined
}

/** A list and what is open of it beside it; on a phone one or the other. */
export function ListBeside({ title, list, hint, children }: ListBesideProps) {
  return (
    <div className="flex min-h-0 flex-1">
      <h1 className="sr-only">{title}</h1>
      {list(classes('w-96 shrink-0 max-md:w-full md:max-lg:w-80', children !== undefined && 'max-md:hidden'))}
      {children ?? (
        <div className="flex min-w-0 flex-1 flex-col justify-center max-md:hidden">
          {hint && (
            <EmptyState icon={hint.icon} title={hint.title}>
              {hint.detail}
            </EmptyState>
          )}
        </div>
      )}
    </div>
  )
}
