import { getRouteApi, Link } from '@tanstack/react-router'

const route = getRouteApi('/app/settings/{-$page}/{-$item}')

interface ItemLinkProps {
  readonly page: string
  readonly item: string
  readonly label: string
}

/** The name of a thing in a list; opens it, and keeps what the list is searched for. */
export function ItemLink({ page, item, label }: ItemLinkProps) {
  const address = route.useSearch()
  return (
    <Link
      to="/settings/{-$page}/{-$item}"
      params={{ page, item }}
      search={address}
      className="inline-flex min-h-6 items-center rounded font-medium text-ink underline-offset-2 hover:underline pointer-coarse:min-h-11"
    >
      {label}
    </Link>
  )
}
