import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, Ref } from 'react'
import { classes } from './classes.ts'
import { Tooltip } from './Tooltip.tsx'

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: LucideIcon
  /** What it does; read out, and shown as a tooltip. */
  readonly label: string
  /** The keys that do the same, shown in the tooltip. */
  readonly keys?: readonly string[] | undefined
  readonly tone?: 'ghost' | 'secondary' | undefined
  readonly size?: 'small' | 'medium' | undefined
  readonly pending?: boolean | undefined
  readonly ref?: Ref<HTMLButtonElement> | undefined
}

/** A button that shows an icon only; it always has a name and a tooltip. */
export function IconButton({
  icon: Icon,
  label,
  keys,
  tone = 'ghost',
  size = 'medium',
  pending = false,
  className,
  disabled,
  ...rest
}: IconButtonProps) {
  const Shown = pending ? LoaderCircle : Icon
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        disabled={disabled === true || pending}
        className={classes(
          'inline-flex shrink-0 items-center justify-center rounded-lg text-ink transition-colors hover:bg-hover',
          'disabled:text-muted pointer-coarse:min-h-11 pointer-coarse:min-w-11 aria-pressed:bg-accent-soft aria-pressed:text-accent-ink',
          size === 'small' ? 'size-7' : 'size-9 compact:size-8',
          tone === 'secondary' && 'border border-line bg-surface shadow-card',
          className,
        )}
        {...rest}
      >
        <Shown aria-hidden className={classes('size-[1.125rem]', pending && 'animate-spin')} />
      </button>
    </Tooltip>
  )
}
