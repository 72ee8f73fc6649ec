import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { classes } from './classes.ts'

interface CardProps {
  readonly title?: ReactNode
  readonly icon?: LucideIcon | undefined
  /** Stands at the right end of the title. */
  readonly aside?: ReactNode
  readonly tone?: 'plain' | 'accent' | undefined
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A titled box; a region of its own for screen readers when it has a title. */
export function Card({ title, icon: Icon, aside, tone = 'plain', className, children }: CardProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={classes(
        'rounded-xl border bg-surface p-3.5 shadow-card',
        tone === 'accent' ? 'border-accent' : 'border-line',
        className,
      )}
    >
      {title && (
        <header className="mb-2 flex items-center gap-1.5">
          {Icon && <Icon aria-hidden className="size-4 shrink-0" />}
          <h2 id={id} className="min-w-0 flex-1 text-base">
            {title}
          </h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  )
}

/** Names and values in two columns. */
export function Facts({ rows }: { readonly rows: readonly { readonly name: string; readonly value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[minmax(4.5rem,auto)_1fr] items-baseline gap-x-3 gap-y-1 text-sm">
      {rows.map((row) => (
        <div key={row.name} className="contents">
          <dt className="text-muted">{row.name}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{row.value}</dd>
        </div>
      ))}
    </dl>
  )
}
