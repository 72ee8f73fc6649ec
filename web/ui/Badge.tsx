import type { LucideIcon } from 'lucide-react'
import type { HTMLAttributes, ReactNode, Ref } from 'react'
import { classes } from './classes.ts'

export type Tone = 'neutral' | 'accent' | 'danger' | 'warn' | 'ok' | 'info' | 'violet' | 'outline'

interface BadgeProps extends HTMLAttributes<HTMLSpanElement> {
  readonly tone?: Tone | undefined
  readonly icon?: LucideIcon | undefined
  readonly ref?: Ref<HTMLSpanElement> | undefined
  readonly children: ReactNode
}

const tones: { readonly [tone in Tone]: string } = {
  neutral: 'bg-neutral-soft text-neutral-ink',
  accent: 'bg-accent-soft text-accent-ink',
  danger: 'bg-danger-soft text-danger-ink',
  warn: 'bg-warn-soft text-warn-ink',
  ok: 'bg-ok-soft text-ok-ink',
  info: 'bg-info-soft text-info-ink',
  violet: 'bg-violet-soft text-violet-ink',
  outline: 'border border-line bg-surface text-muted',
}

/** A word or two about a thing. Its colour only repeats what the words say. */
export function Badge({ tone = 'neutral', icon: Icon, className, children, ...rest }: BadgeProps) {
  return (
    <span
      className={classes(
        'inline-flex h-5 max-w-full shrink-0 items-center gap-1 rounded px-1.5 text-xs font-medium whitespace-nowrap',
        tones[tone],
        className,
      )}
      {...rest}
    >
      {Icon && <Icon aria-hidden className="size-3.5 shrink-0" />}
      <span className="truncate">{children}</span>
    </span>
  )
}

/** How many: a small round figure, "99+" above that. */
export function Count({ value, label }: { readonly value: number; readonly label: string }) {
  return (
    <span className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-accent px-1 text-2xs font-semibold text-on-accent tabular-nums">
      <span aria-hidden>{value > 99 ? '99+' : value}</span>
      <span className="sr-only">{label}</span>
    </span>
  )
}
