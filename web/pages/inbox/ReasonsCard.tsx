import { PencilLine, ScanSearch } from 'lucide-react'
import { memo, useState } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useLooseText, useText } from '../../i18n/text.ts'
import { KindTag } from '../../parts/KindTag.tsx'
import { useMay } from '../../shell/session.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { CorrectForm } from './CorrectForm.tsx'
import type { Ticket } from './queries.ts'
import { useSubTypeName } from './words.ts'

/** Why the desk took the ticket for what it says: reasons in words with the buyer's own, and a way to correct it. */
export const ReasonsCard = memo(function ReasonsCard({ ticket }: { readonly ticket: Ticket }) {
  const text = useText('inbox')
  const words = useText('tickets')
  const formats = useFormats()
  const may = useMay('tickets.work')
  const subType = useSubTypeName(ticket.subType)
  const [correcting, setCorrecting] = useState(false)
  return (
    <Card
      title={text('classified')}
      icon={ScanSearch}
      aside={
        may &&
        !correcting && (
          <IconButton icon={PencilLine} label={text('correct')} size="small" onClick={() => setCorrecting(true)} />
        )
      }
    >
      {correcting ? (
        <CorrectForm ticket={ticket} onDone={() => setCorrecting(false)} />
      ) : (
        <>
          <div className="flex flex-wrap gap-1.5">
            <KindTag kind={ticket.kind} />
            {subType && <Badge>{subType}</Badge>}
            {ticket.priority !== 'normal' && (
              <Badge tone={ticket.priority === 'low' ? 'neutral' : 'warn'}>
                {words(`priority.${ticket.priority}`)}
              </Badge>
            )}
            <Badge tone="outline">{formats.languageName(ticket.language)}</Badge>
          </div>
          {ticket.reasons.length > 0 && (
            <ul className="mt-2.5 flex flex-col gap-1.5 text-sm">
              {ticket.reasons.map((reason) => (
                <li key={`${reason.code}-${reason.quote ?? ''}-${reason.about ?? ''}`}>
                  <Why reason={reason} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Card>
  )
})

/** One reason: what was seen, and the buyer's words where it was seen; their whole sentence on hover. */
function Why({ reason }: { readonly reason: Ticket['reasons'][number] }) {
  const loose = useLooseText('reasons')
  const sentence = typeof reason.sentence === 'string' ? reason.sentence : undefined
  return (
    <span title={sentence}>
      {loose(reason.code) ?? reason.code}
      {reason.quote && <q className="ml-1 break-words text-muted">{reason.quote}</q>}
    </span>
  )
}
