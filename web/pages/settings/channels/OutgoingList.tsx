import { useMutation } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState } from 'react'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { usePages } from '../../../api/pages.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { useSendProblem } from '../../../parts/sendProblem.ts'
import { useMay } from '../../../shell/session.ts'
import { Badge, type Tone } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Select } from '../../../ui/Select.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Time } from '../../../ui/Time.tsx'
import { toast, toastError } from '../../../ui/Toast.tsx'

type Mail = Schemas['OutgoingMail']

const states = ['failed', 'bounced', 'queued', 'sending', 'sent', 'withdrawn'] as const
const tones: { readonly [state in Mail['status']]: Tone } = {
  queued: 'info',
  sending: 'info',
  sent: 'ok',
  failed: 'danger',
  bounced: 'danger',
  withdrawn: 'neutral',
}

/** Letters on their way and gone, those that failed first in mind. */
export function OutgoingList() {
  const text = useText('channels')
  const failed = useText('ui')('failed-action')
  const mayWrite = useMay('channels.write')
  const [status, setStatus] = useState<Mail['status'] | 'all'>('all')
  const list = usePages(['outgoing-mails', status], (after) =>
    answered(
      api.GET('/api/outgoing-mails', {
        params: { query: { limit: 50, ...(status !== 'all' && { status }), ...after } },
      }),
    ),
  )
  const problem = useSendProblem()
  const retry = useMutation({
    mutationFn: (id: string) => answered(api.POST('/api/outgoing-mails/{id}/retry', { params: { path: { id } } })),
    onSuccess: () => {
      toast(text('retry-done'))
      return queries.invalidateQueries({ queryKey: ['outgoing-mails'] })
    },
    onError: (error) => toastError(failed, error),
  })
  const state = (mail: Mail) => (
    <span className="flex min-w-0 flex-col items-start gap-0.5">
      <Badge tone={tones[mail.status]}>{text(`status-${mail.status}`)}</Badge>
      {mail.problem && (
        <span className="line-clamp-6 max-w-72 text-xs break-words text-muted" title={problem(mail.problem)}>
          {problem(mail.problem)}
        </span>
      )}
      {mail.attempts > 1 && <span className="text-xs text-muted">{text('attempts', { count: mail.attempts })}</span>}
    </span>
  )
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <p className="min-w-0 flex-1 text-muted">{text('outgoing-detail')}</p>
        <Field label={text('status')} hideLabel className="w-40">
          <Select
            value={status}
            options={[
              { value: 'all' as const, label: text('all-states') },
              ...states.map((each) => ({ value: each, label: text(`status-${each}`) })),
            ]}
            onValue={setStatus}
          />
        </Field>
      </div>
      {list.error ? (
        <ErrorState error={list.error} onRetry={list.retry} />
      ) : (
        <Table
          label={text('outgoing')}
          rows={list.rows}
          more={list.more}
          rowKey={(mail) => mail.id}
          columns={[
            {
              name: 'to',
              title: text('to'),
              cell: (mail) => <span className="break-all">{mail.recipients.join(', ')}</span>,
            },
            {
              name: 'subject',
              title: text('subject'),
              cell: (mail) => mail.subject || text('no-subject'),
              wideOnly: true,
            },
            { name: 'status', title: text('status'), cell: state },
            {
              name: 'written',
              title: text('written'),
              cell: (mail) => <Time at={mail.sentAt ?? mail.createdAt} />,
              wideOnly: true,
            },
            {
              name: 'retry',
              title: <span className="sr-only">{text('retry')}</span>,
              align: 'end',
              cell: (mail) =>
                mayWrite &&
                (mail.status === 'failed' || mail.status === 'bounced') && (
                  <Button
                    size="small"
                    pending={retry.isPending && retry.variables === mail.id}
                    onClick={() => retry.mutate(mail.id)}
                  >
                    {text('retry')}
                  </Button>
                ),
            },
          ]}
          empty={<EmptyState icon={Send} title={text('outgoing-empty')} />}
        />
      )}
    </>
  )
}
