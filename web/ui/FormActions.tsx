import type { ReactNode } from 'react'

/** The buttons at the end of a form: the main one last, at the right; stacked on a phone. */
export const FormActions = ({ children }: { readonly children: ReactNode }) => (
  <div className="flex flex-wrap items-center justify-end gap-2 pt-1 max-sm:flex-col-reverse max-sm:items-stretch">
    {children}
  </div>
)
