import type { LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { defineLayer, type LayerProps, LazyLayer } from './lazyLayer.tsx'

export interface MenuItem {
  readonly label: string
  readonly onSelect: () => void
  readonly icon?: LucideIcon | undefined
  readonly hint?: ReactNode
  readonly keys?: readonly string[] | undefined
  /** Stands at the right end: a figure, a state. */
  readonly aside?: ReactNode
  readonly checked?: boolean | undefined
  readonly danger?: boolean | undefined
  readonly disabled?: boolean | undefined
}

export interface MenuGroup {
  readonly title?: string | undefined
  readonly items: readonly MenuItem[]
  /** In two columns: for many short names on a low screen. */
  readonly isWide?: true
}

interface MenuLook {
  readonly groups: readonly MenuGroup[]
  readonly align?: 'start' | 'end' | undefined
}

export type MenuLayerProps = LayerProps & MenuLook

const layer = defineLayer<MenuLayerProps>('menu', async () => (await import('./MenuLayer.tsx')).MenuLayer)

interface MenuProps extends MenuLook, Omit<LayerProps, 'trigger'> {
  /** The button that opens it: one element that takes a ref. */
  readonly children: ReactElement<Record<string, unknown>>
}

/** A list of actions or choices under a button; arrows, type-ahead and Escape work. */
export const Menu = ({ children, ...rest }: MenuProps) => (
  <LazyLayer layer={layer} props={{ trigger: children, ...rest }} />
)
