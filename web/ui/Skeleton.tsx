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

const lineWidths = ['w-1/2', 'w-5/6', 'w-1/3']

/** Rows of a list, of their final height, so that nothing jumps when they arrive. */
export const SkeletonRows = ({ rowHeight, lines }: { readonly rowHeight: number; readonly lines: 2 | 3 }) => (
  <div aria-busy className="min-h-0 flex-1 overflow-hidden">
    {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((row) => (
      <div
        key={row}
        className="flex flex-col justify-center gap-2 border-b border-line px-4"
        style={{ height: rowHeight }}
      >
        {lineWidths.slice(0, lines).map((width) => (
          <Skeleton key={width} className={classes('h-3.5', width)} />
        ))}
      </div>
    ))}
  </div>
)
