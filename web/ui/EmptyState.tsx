import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  /** Why there is nothing, and what to do next. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** The title heads the page: nothing else stands on it. */
  readonly whole?: boolean | undefined
}

/** What stands where there is nothing yet: it says why, and what to do. */
export function EmptyState({ icon: Icon, title, children, actions, whole = false }: EmptyStateProps) {
  const Title = whole ? 'h1' : 'p'
  return (
    <div className="flex flex-col items-center justify-center gap-2 px-6 py-12 text-center">
      <span className="mb-1 flex size-12 items-center justify-center rounded-full bg-accent-soft text-accent-ink">
        <Icon aria-hidden className="size-6" />
      </span>
      <Title className="text-lg font-semibold">{title}</Title>
      {children && <div className="max-w-md text-muted">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
