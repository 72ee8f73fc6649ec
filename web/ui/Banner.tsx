import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

type BannerTone = 'info' | 'warn' | 'danger' | 'ok'

interface BannerProps {
  readonly tone?: BannerTone | undefined
  readonly title?: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  readonly className?: string | undefined
}

const looks: { readonly [tone in BannerTone]: { readonly icon: LucideIcon; readonly look: string } } = {
  info: { icon: Info, look: 'bg-info-soft text-info-ink' },
  warn: { icon: TriangleAlert, look: 'bg-warn-soft text-warn-ink' },
  danger: { icon: CircleAlert, look: 'bg-danger-soft text-danger-ink' },
  ok: { icon: CircleCheck, look: 'bg-ok-soft text-ok-ink' },
}

/** A message that belongs to the page and stays until its cause is gone. */
export function Banner({ tone = 'info', title, children, actions, className }: BannerProps) {
  const { icon: Icon, look } = looks[tone]
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={classes('flex items-start gap-2.5 rounded-lg px-3 py-2 text-base', look, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
      {actions && <div className="flex shrink-0 gap-2">{actions}</div>}
    </div>
  )
}
