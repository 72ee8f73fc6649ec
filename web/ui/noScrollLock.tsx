import type { ComponentType, ReactNode } from 'react'

interface Props {
  readonly as?: ComponentType<{ children?: ReactNode }>
  readonly children?: ReactNode
}

/**
 * Stands in for `react-remove-scroll` (see vite.config.ts): renders what it is given and locks nothing.
 * The original injects a `<style>`, which `style-src 'self'` forbids; our page itself never scrolls, only panes do.
 */
export function RemoveScroll({ as: As, children }: Props): ReactNode {
  return As ? <As>{children}</As> : children
}
