import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CheckCheck, Handshake, RotateCcw, XCircle } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import { AskDialog } from '../../parts/actions/AskDialog.tsx'
import { useMay } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Textarea } from '../../ui/Input.tsx'
import { toast } from '../../ui/Toast.tsx'
import { type AnomalyDetail, anomalyQuery, keepAnomaly } from './anomalies.ts'

interface MovesProps {
  readonly anomaly: AnomalyDetail
  /** Comments that go with what is asked. */
  readonly commentIds: readonly string[]
}

/** What can be done about it: ask a department, close it as solved, dismiss it, open it again. */
export function Moves({ anomaly, commentIds }: MovesProps) {
  const text = useText('rootcauses')
  const mayWork = useMay('rootcauses.work')
  const mayReadActions = useMay('actions.read')
  const [open, setOpen] = useState<'ask' | 'solved' | 'dismissed' | undefined>()
  const { id, sku, state, actionId } = anomaly
  const reopen = useMutation({
    mutationFn: () => answered(api.POST('/api/anomalies/{id}/reopening', { params: { path: { id } } })),
    onSuccess: (detail) => {
      toast(text('reopened'))
      return keepAnomaly(detail)
    },
  })
  const isClosed = anomaly.closedAt !== null
  const close = () => setOpen(undefined)
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-2">
        {mayWork && state === 'open' && (
          <Button tone="primary" icon={Handshake} onClick={() => setOpen('ask')}>
            {text('ask')}
          </Button>
        )}
        {actionId && mayReadActions && (
          <Link
            to="/actions/{-$action}"
            params={{ action: actionId }}
            className="inline-flex min-h-8 items-center text-accent-ink underline pointer-coarse:min-h-11"
          >
            {text('open-action')}
          </Link>
        )}
        {mayWork && !isClosed && state !== 'open' && (
          <Button icon={CheckCheck} onClick={() => setOpen('solved')}>
            {text('solve')}
          </Button>
        )}
        {mayWork && !isClosed && (
          <Button icon={XCircle} onClick={() => setOpen('dismissed')}>
            {text('dismiss')}
          </Button>
        )}
        {mayWork && isClosed && (
          <Button icon={RotateCcw} pending={reopen.isPending} onClick={() => reopen.mutate()}>
            {text('reopen')}
          </Button>
        )}
      </div>
      {reopen.error && (
        <p role="alert" className="text-sm text-danger-ink">
          {reopen.error.message}
        </p>
      )}
      {open === 'ask' && (
        <AskDialog
          first={{ title: text('ask-title', { sku }), ask: text('ask-words', { sku }) }}
          prefers={['quality', 'purchasing']}
          attaches={false}
          send={(asked) =>
            answered(
              api.POST('/api/anomalies/{id}/actions', {
                params: { path: { id } },
                body: { ...asked, commentIds: [...commentIds] },
              }),
            )
          }
          onAsked={() => {
            close()
            void queries.invalidateQueries({ queryKey: anomalyQuery(id).queryKey })
            void queries.invalidateQueries({ queryKey: ['anomalies'] })
          }}
          onClose={close}
        />
      )}
      {(open === 'solved' || open === 'dismissed') && <EndDialog id={id} state={open} onClose={close} />}
    </div>
  )
}

interface EndDialogProps {
  readonly id: string
  readonly state: 'solved' | 'dismissed'
  readonly onClose: () => void
}

function EndDialog({ id, state, onClose }: EndDialogProps) {
  const text = useText('rootcauses')
  const words = useText('ui')
  const [reason, setReason] = useState('')
  const end = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/anomalies/{id}/end', { params: { path: { id } }, body: { state, reason: reason.trim() } }),
      ),
    onSuccess: (detail) => {
      toast(text('closed'))
      onClose()
      return keepAnomaly(detail)
    },
  })
  const which = state === 'solved' ? 'solve' : 'dismiss'
  return (
    <Dialog open onOpen={onClose} title={text(`${which}-title`)} description={text(`${which}-detail`)} width="narrow">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          end.mutate()
        }}
      >
        <Field label={text('end-reason')} error={end.error?.message} required>
          <Textarea value={reason} rows={2} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" tone="primary" pending={end.isPending} disabled={!reason.trim()}>
            {words('save')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
