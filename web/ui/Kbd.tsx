import { classes } from './classes.ts'

/** Keys as they are printed on a keyboard, one cap each. */
export function Kbd({ keys, className }: { readonly keys: readonly string[]; readonly className?: string }) {
  return (
    <span className={classes('inline-flex gap-1 align-middle', className)}>
      {keys.map((key) => (
        <kbd
          key={key}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded border border-line bg-surface px-1 font-mono text-2xs text-muted"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
