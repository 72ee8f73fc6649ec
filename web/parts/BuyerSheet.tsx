import type { ReactNode } from 'react'
import { Skeleton, SkeletonLines } from '../ui/Skeleton.tsx'

interface BuyerSheetProps {
  readonly store?: string | undefined
  /** Beside the store's name. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page for buyers: one narrow column under the store's name, light enough for a phone on a slow line. */
export function BuyerSheet({ store, actions, children }: BuyerSheetProps) {
  return (
    <div className="min-h-dvh bg-canvas">
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex h-14 max-w-2xl items-center gap-3 px-4">
          <p className="min-w-0 flex-1 truncate text-lg font-semibold">{store ?? <Skeleton className="h-5 w-40" />}</p>
          {actions}
        </div>
      </header>
      <main className="mx-auto flex max-w-2xl flex-col gap-5 px-4 py-6 pb-16 sm:py-8">{children}</main>
    </div>
  )
}

/** What stands on it until there is something to say. */
export const BuyerWaiting = () => (
  <div aria-busy="true" className="flex flex-col gap-5">
    <Skeleton className="h-8 w-64" />
    <Skeleton className="h-16 w-full" />
    <SkeletonLines lines={6} />
  </div>
)
