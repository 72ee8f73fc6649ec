import type { ReactNode } from 'react'
import { defineLayer, type LayerProps, LazyLayer } from './lazyLayer.tsx'

export interface PopoverProps extends LayerProps {
  /** Its name for screen readers. */
  readonly label: string
  readonly align?: 'start' | 'center' | 'end' | undefined
  readonly side?: 'top' | 'bottom' | undefined
  readonly className?: string | undefined
  readonly children: ReactNode
}

const layer = defineLayer<PopoverProps>('dialog', async () => (await import('./PopoverLayer.tsx')).PopoverLayer)

/** A small layer beside a button, holding more than a menu can: a search, a form, a preview. */
export const Popover = (props: PopoverProps) => <LazyLayer layer={layer} props={props} />
