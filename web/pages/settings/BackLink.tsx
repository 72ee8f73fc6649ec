import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'

/** The way from one thing back to the list of them. */
export const BackLink = ({ page, label }: { readonly page: string; readonly label: string }) => (
  <Link
    to="/settings/{-$page}/{-$item}"
    params={{ page, item: undefined }}
    className="inline-flex min-h-6 items-center gap-1.5 self-start rounded text-muted hover:text-ink pointer-coarse:min-h-11"
  >
    <ArrowLeft aria-hidden className="size-4" />
    {label}
  </Link>
)
