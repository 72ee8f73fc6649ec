import { useMutation, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { toast, toastError } from '../../../ui/Toast.tsx'
import { DeleteButton } from '../DeleteButton.tsx'
import { quarantineKey } from './quarantine.ts'

interface QuarantineDialogProps {
  readonly id: string
  readonly onClose: () => void
}

/** One mail that was set aside: why, its headers as text, and what may be done with it. */
export function QuarantineDialog({ id, onClose }: QuarantineDialogProps) {
  const text = useText('channels')
  const failed = useText('ui')('failed-action')
  const params = { path: { id } }
  const read = useQuery({
    queryKey: [...quarantineKey, id],
    queryFn: () => answered(api.GET('/api/quarantined-mails/{id}', { params })),
  })
  const gone = () => {
    onClose()
    return queries.invalidateQueries({ queryKey: quarantineKey })
  }
  const release = useMutation({
    mutationFn: () => answered(api.POST('/api/quarantined-mails/{id}/release', { params })),
    onSuccess: () => {
      toast(text('release-done'))
      return gone()
    },
    onError: (error) => toastError(failed, error),
  })
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={text('set-aside')} width="wide">
      {read.isPending && <SkeletonLines lines={6} />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {read.data && (
        <div className="flex flex-col gap-4">
          <p className="flex flex-wrap items-center gap-2">
            <Badge tone="warn">{text(`reason-${read.data.mail.reason}`)}</Badge>
            <span className="min-w-0 font-medium break-words">{read.data.mail.subject || text('no-subject')}</span>
          </p>
          <section aria-label={text('headers')}>
            <dl className="max-h-80 overflow-y-auto rounded-lg border border-line p-3 font-mono text-xs">
              {read.data.headers.map((header, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: headers may repeat and never change
                <div key={at} className="flex gap-2 py-0.5">
                  <dt className="shrink-0 text-muted">{header.name}:</dt>
                  <dd className="min-w-0 break-all">{header.value}</dd>
                </div>
              ))}
            </dl>
          </section>
          <FormActions>
            <DeleteButton
              label={text('discard')}
              title={text('discard-title')}
              detail={text('discard-detail')}
              done={text('discard-done')}
              remove={() => answered(api.POST('/api/quarantined-mails/{id}/discard', { params }))}
              onDeleted={gone}
            />
            <a
              href={`/api/quarantined-mails/${id}/raw`}
              download={`${id}.eml`}
              className="inline-flex h-9 items-center justify-center gap-2 rounded-lg border border-line px-3.5 shadow-card hover:bg-hover pointer-coarse:min-h-11"
            >
              <Download aria-hidden className="size-4" />
              {text('download')}
            </a>
            <Button tone="primary" pending={release.isPending} onClick={() => release.mutate()}>
              {text('release')}
            </Button>
          </FormActions>
        </div>
      )}
    </Dialog>
  )
}
