import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/text.ts'
import type { LossSearch } from './search.ts'

interface FigureLinkProps {
  /** What the figure is of. */
  readonly name: string
  readonly search: LossSearch
  readonly children: ReactNode
}

/** A figure that opens the lines behind it. */
export function FigureLink({ name, search, children }: FigureLinkProps) {
  const text = useText('losses')
  return (
    <Link
      to="/losses"
      search={search}
      title={text('open-lines', { name })}
      className="inline-flex min-h-6 items-center rounded text-accent-ink tabular-nums underline-offset-2 hover:underline pointer-coarse:min-h-11"
    >
      {children}
    </Link>
  )
}
