import { type ReactNode, useId } from 'react'

interface SectionProps {
  readonly title: string
  /** Stands at the right end of the title. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A part of a settings page in a box of its own, one level below the page's heading. */
export function Section({ title, aside, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="rounded-xl border border-line bg-surface p-3.5 shadow-card">
      <header className="mb-2 flex items-center gap-3">
        <h2 id={id} className="min-w-0 flex-1 text-base">
          {title}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  )
}
