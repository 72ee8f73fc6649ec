import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Mail, MessageSquareText, PenLine } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { type FollowUpDetail, followUpQuery } from './followups.ts'

/** What to say in the customer's language; of a letter also the way into the composer. */
export function Script({ followUp }: { readonly followUp: FollowUpDetail }) {
  const text = useText('followups')
  const formats = useFormats()
  const { script, way } = followUp
  return (
    <Card
      title={text(way === 'email' ? 'letter' : 'script')}
      icon={way === 'email' ? Mail : MessageSquareText}
      aside={<span className="text-sm text-muted">{formats.languageName(script.language)}</span>}
    >
      <div lang={script.language} className="flex flex-col gap-1.5">
        {script.subject && <p className="font-medium [overflow-wrap:anywhere]">{script.subject}</p>}
        <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{script.text}</p>
      </div>
      {way === 'email' && <Letter followUp={followUp} />}
    </Card>
  )
}

function Letter({ followUp }: { readonly followUp: FollowUpDetail }) {
  const text = useText('followups')
  const mayWork = useMay('followups.work')
  const maySend = useMay('messages.send')
  const navigate = useNavigate()
  const begin = useMutation({
    mutationFn: () => answered(api.POST('/api/follow-ups/{id}/letters', { params: { path: { id: followUp.id } } })),
    onSuccess: async ({ ticketId }) => {
      void queries.invalidateQueries({ queryKey: followUpQuery(followUp.id).queryKey })
      await navigate({ to: '/inbox/$view/{-$ticket}', params: { view: 'all', ticket: ticketId } })
    },
  })
  if (followUp.ticketId)
    return (
      <Link
        to="/inbox/$view/{-$ticket}"
        params={{ view: 'all', ticket: followUp.ticketId }}
        className="mt-2.5 inline-flex min-h-6 items-center text-accent-ink underline pointer-coarse:min-h-11"
      >
        {text('open-letter')}
      </Link>
    )
  if (followUp.state !== 'open' || !followUp.contactId || !mayWork || !maySend) return null
  return (
    <div className="mt-2.5 flex flex-col items-start gap-1.5">
      <Button icon={PenLine} pending={begin.isPending} onClick={() => begin.mutate()}>
        {text('begin-letter')}
      </Button>
      <p className="text-sm text-muted">{text('letter-detail')}</p>
      {begin.error && (
        <p role="alert" className="text-sm text-danger-ink">
          {begin.error.message}
        </p>
      )}
    </div>
  )
}
