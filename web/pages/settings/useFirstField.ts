import { type RefObject, useEffect, useRef } from 'react'

const fields = 'input:not([type=hidden]):not([readonly]):not(:disabled), select:not(:disabled), textarea:not(:disabled)'

/**
 * Puts the focus into the first field of a form that came into an open dialog late, after loading: the dialog, which
 * sees to the focus when it opens, had no field yet and holds the focus itself. Not under a finger: there it would push
 * the keyboard over what one came to read.
 */
export function useFirstField<Box extends HTMLElement>(): RefObject<Box | null> {
  const box = useRef<Box>(null)
  useEffect(() => {
    const waiting = document.activeElement?.getAttribute('role') === 'dialog'
    if (waiting && !matchMedia('(pointer: coarse)').matches) box.current?.querySelector<HTMLElement>(fields)?.focus()
  }, [])
  return box
}
