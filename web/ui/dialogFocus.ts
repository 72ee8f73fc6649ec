import { type RefObject, useRef } from 'react'

/** Where the focus goes when a dialog opens, and back to when it closes. */
interface DialogFocus {
  readonly onOpenAutoFocus: (event: Event) => void
  readonly onCloseAutoFocus: (event: Event) => void
}

/**
 * Our dialogs are opened by keys as well as by buttons, so there is not always a button to give the focus back to: what
 * had it before gets it back. On opening it goes to what is marked `data-autofocus`, else to the first field, else to
 * the dialog itself; never to the closing cross, which stands first but is wanted last.
 */
export function useDialogFocus(): DialogFocus {
  const before = useRef<Element | null>(null)
  return {
    onOpenAutoFocus: (event) => {
      before.current = document.activeElement
      const dialog = event.target
      if (!(dialog instanceof HTMLElement)) return
      event.preventDefault()
      const first = dialog.querySelector<HTMLElement>('[data-autofocus], input:not([type=hidden]), select, textarea')
      const marked = dialog.querySelector<HTMLElement>('[data-autofocus]')
      ;(marked ?? first ?? dialog).focus()
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault()
      if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus()
    },
  }
}

/** Gives the focus to `target` when a layer closes; to nobody when the person has already gone elsewhere. Radix's own way where there is no target. */
export function focusOnClose(target: RefObject<HTMLElement | null> | undefined): (event: Event) => void {
  return (event) => {
    if (!target?.current) return
    event.preventDefault()
    const now = document.activeElement
    const elsewhere =
      now !== null && now !== document.body && !(event.target instanceof Node && event.target.contains(now))
    if (!elsewhere) target.current.focus()
  }
}
