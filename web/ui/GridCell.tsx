import type { ReactNode } from 'react'

/** The one cell of a row of a virtual list, filled by a link to what the row is about. */
export const GridCell = ({ children }: { readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/useSemanticElements: a cell of the virtual list's grid
  // biome-ignore lint/a11y/useFocusableInteractive: the link inside takes the focus
  <div role="gridcell" className="h-full border-b border-line">
    {children}
  </div>
)
