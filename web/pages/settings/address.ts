import { getRouteApi, useNavigate } from '@tanstack/react-router'

const route = getRouteApi('/app/settings/{-$page}/{-$item}')

/** Where a settings page stands: what it has open, what it is searched for, which of its parts shows. All of it is in the address. */
export function useSettingsAddress(page: string) {
  const navigate = useNavigate()
  const address = route.useSearch()
  const to = '/settings/{-$page}/{-$item}' as const
  const { item } = route.useParams()
  return {
    q: address.q ?? '',
    tab: address.tab,
    /** Opens a thing of this page (`new` for one that does not exist yet), or closes what is open. */
    open: (opened: string | undefined) => void navigate({ to, params: { page, item: opened }, search: address }),
    search: (words: string) => {
      const { q: _before, ...rest } = address
      void navigate({ to, params: { page, item }, search: words ? { ...rest, q: words } : rest, replace: true })
    },
    show: (tab: string) => void navigate({ to, params: { page, item: undefined }, search: { tab } }),
  }
}
