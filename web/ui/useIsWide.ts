import { useSyncExternalStore } from 'react'

/** Where Tailwind’s `md` begins: below it a page has one column. */
const wide = '(min-width: 48rem)'

/** Whether there is room for the picture beside the forms. */
export const useIsWide = (): boolean =>
  useSyncExternalStore(
    (watcher) => {
      const query = window.matchMedia(wide)
      query.addEventListener('change', watcher)
      return () => query.removeEventListener('change', watcher)
    },
    () => window.matchMedia(wide).matches,
  )
