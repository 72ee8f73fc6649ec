import { classes } from '../../ui/classes.ts'
import { Skeleton, SkeletonLines } from '../../ui/Skeleton.tsx'

/** A ticket while it loads: the same panes at their final size. */
export const TicketSkeleton = ({ contextOpen }: { readonly contextOpen: boolean }) => (
  <>
    <div aria-busy className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex h-16 shrink-0 flex-col justify-center gap-2 border-b border-line bg-surface px-4">
        <Skeleton className="h-4 w-2/5" />
        <Skeleton className="h-3.5 w-1/4" />
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-hidden p-4">
        <div className="w-5/6 rounded-xl border border-line bg-surface p-4">
          <SkeletonLines lines={5} />
        </div>
        <div className="w-5/6 self-end rounded-xl bg-accent-soft p-4">
          <SkeletonLines lines={4} />
        </div>
      </div>
      <div className="m-3 h-48 shrink-0 rounded-xl border border-line bg-surface" />
    </div>
    <div className={classes('w-69 shrink-0 border-l border-line bg-side p-3 max-xl:hidden', !contextOpen && 'hidden')}>
      <div className="rounded-xl border border-line bg-surface p-4">
        <SkeletonLines lines={5} />
      </div>
    </div>
  </>
)
