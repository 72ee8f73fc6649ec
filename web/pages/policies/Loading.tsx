import { Skeleton } from '../../ui/Skeleton.tsx'

/** A policy that is on its way. */
export const Loading = () => (
  <div aria-busy className="flex flex-1 flex-col gap-4 p-4">
    <Skeleton className="h-10 w-2/3" />
    <Skeleton className="min-h-0 flex-1" />
  </div>
)
