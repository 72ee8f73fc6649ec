import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Link2 } from 'lucide-react'
import { memo } from 'react'
import { useText } from '../../i18n/text.ts'
import { KindTag } from '../../parts/KindTag.tsx'
import { Card } from '../../ui/Card.tsx'
import { Time } from '../../ui/Time.tsx'
import { relatedQuery, type Ticket } from './queries.ts'

/** Other tickets of the same customer or order; nothing where there are none. */
export const RelatedCard = memo(function RelatedCard({ ticket }: { readonly ticket: Ticket }) {
  const text = useText('inbox')
  const words = useText('tickets')
  const related = useQuery(relatedQuery(ticket.id))
  if (!related.data || related.data.length === 0) return null
  return (
    <Card title={text('related')} icon={Link2}>
      <ul className="-mx-1.5 flex flex-col">
        {related.data.map((row) => (
          <li key={row.id}>
            <Link
              to="/inbox/$view/{-$ticket}"
              params={{ view: 'all', ticket: row.id }}
              className="block rounded-lg px-1.5 py-1.5 hover:bg-hover"
            >
              <span className="block truncate text-sm">{row.subject || words('no-subject')}</span>
              <span className="mt-0.5 flex items-center gap-1.5 text-xs text-muted">
                <KindTag kind={row.kind} />
                {words(`status.${row.status}`)}
                <Time at={row.lastMessageAt} className="ml-auto" />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
})
