import { CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'

/** Says politely that something has arrived. The region stands before its words do, so that they are read out. */
export function Thanks({ shown, children }: { readonly shown: boolean; readonly children: ReactNode }) {
  return (
    <p role="status" className="flex min-w-0 items-center gap-1.5 text-ok-ink">
      {shown && (
        <>
          <CircleCheck aria-hidden className="size-4 shrink-0" />
          <span>{children}</span>
        </>
      )}
    </p>
  )
}
