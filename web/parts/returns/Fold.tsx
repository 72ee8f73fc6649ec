import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

interface FoldProps {
  readonly title: string
  readonly isOpen?: boolean | undefined
  readonly children: ReactNode
}

/** What is there but need not be read each time. */
export const Fold = ({ title, isOpen, children }: FoldProps) => (
  <details className="group border-t border-line pt-2" open={isOpen}>
    <summary className="flex min-h-6 list-none items-center gap-1 rounded text-sm font-medium hover:text-ink">
      <span className="min-w-0 flex-1">{title}</span>
      <ChevronDown aria-hidden className="size-3.5 -rotate-90 text-muted group-open:rotate-0" />
    </summary>
    <div className="mt-1.5">{children}</div>
  </details>
)
