import { classes } from './classes.ts'

/** A grey stand-in of the final size while something loads. Sizes come by class. */
export const Skeleton = ({ className }: { readonly className?: string }) => (
  <div aria-hidden className={classes('animate-shimmer rounded bg-neutral-soft', className)} />
)

/** Several lines of stand-in text. */
export const SkeletonLines = ({ lines = 3 }: { readonly lines?: number }) => (
  <div aria-hidden className="flex flex-col gap-2">
    {Array.from({ length: lines }, (_, line) => (
      // The lines never change place: their number is their name.
      // biome-ignore lint/suspicious/noArrayIndexKey: fixed stand-ins
      <Skeleton key={line} className={classes('h-4', line === lines - 1 ? 'w-2/3' : 'w-full')} />
    ))}
  </div>
)
