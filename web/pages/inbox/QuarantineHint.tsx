import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ShieldAlert } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'

/** Mail that was set aside is said where mail is looked for, to those who can release it. */
export function QuarantineHint() {
  const text = useText('inbox')
  const may = useMay('channels.write')
  const mails = useQuery({
    queryKey: ['quarantined-mails', 'hint'],
    queryFn: () => answered(api.GET('/api/quarantined-mails', { params: { query: { limit: 100 } } })),
    enabled: may,
    staleTime: 60_000,
    refetchInterval: 5 * 60_000,
  })
  const count = mails.data?.items.length ?? 0
  if (count === 0) return null
  return (
    <Link
      to="/settings/{-$page}/{-$item}"
      params={{ page: 'channels', item: undefined }}
      className="flex min-h-8 shrink-0 items-center gap-2 border-b border-line bg-warn-soft px-4 text-sm text-warn-ink hover:underline pointer-coarse:min-h-11"
    >
      <ShieldAlert aria-hidden className="size-4 shrink-0" />
      {text('quarantine', { count })}
    </Link>
  )
}
