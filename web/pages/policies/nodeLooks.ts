import { Flag, Hourglass, ListChecks, type LucideIcon, Mail, PlayCircle, Split } from 'lucide-react'
import type { Tone } from '../../ui/Badge.tsx'
import type { Kind } from './tree.ts'

/** How each kind of node looks; its name stands beside it, so that no colour speaks alone. */
export const nodeLooks: {
  readonly [K in Kind]: { readonly icon: LucideIcon; readonly tone: Tone; readonly edge: string }
} = {
  letter: { icon: Mail, tone: 'info', edge: 'border-l-info-ink' },
  decision: { icon: Split, tone: 'warn', edge: 'border-l-warn-ink' },
  options: { icon: ListChecks, tone: 'violet', edge: 'border-l-violet-ink' },
  act: { icon: PlayCircle, tone: 'accent', edge: 'border-l-accent-ink' },
  wait: { icon: Hourglass, tone: 'neutral', edge: 'border-l-neutral-ink' },
  end: { icon: Flag, tone: 'ok', edge: 'border-l-ok-ink' },
}
