import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { classes } from './classes.ts'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` once per view at most; `danger` for what cannot be taken back. */
  readonly tone?: 'primary' | 'secondary' | 'ghost' | 'danger' | undefined
  readonly size?: 'small' | 'medium' | undefined
  readonly icon?: LucideIcon | undefined
  /** The action is under way: the button shows it and takes no further click. */
  readonly pending?: boolean | undefined
  readonly ref?: Ref<HTMLButtonElement> | undefined
  /** Takes the focus when its dialog opens. */
  readonly 'data-autofocus'?: boolean | undefined
  readonly children?: ReactNode
}

const tones = {
  primary: 'bg-accent text-on-accent font-semibold hover:bg-accent-hover disabled:bg-hover disabled:text-muted',
  secondary: 'border border-line bg-surface text-ink hover:bg-hover disabled:text-muted shadow-card',
  ghost: 'text-ink hover:bg-hover disabled:text-muted',
  danger: 'bg-danger text-on-danger font-semibold hover:bg-danger-hover disabled:bg-hover disabled:text-muted',
} as const

const sizes = {
  small: 'h-7 px-2.5 text-sm gap-1.5',
  medium: 'h-9 compact:h-8 px-3.5 text-base gap-2',
} as const

/** A button. Its type is `button` unless said otherwise, so that it never sends a form by accident. */
export function Button({
  tone = 'secondary',
  size = 'medium',
  icon: Icon,
  pending = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      disabled={disabled === true || pending}
      aria-busy={pending || undefined}
      className={classes(
        'inline-flex shrink-0 items-center justify-center rounded-lg whitespace-nowrap transition-colors select-none',
        'pointer-coarse:min-h-11',
        tones[tone],
        sizes[size],
        className,
      )}
      {...rest}
    >
      {pending ? (
        <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin" />
      ) : (
        Icon && <Icon aria-hidden className="size-4 shrink-0" />
      )}
      {children}
    </button>
  )
}
