import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Switch } from '../../../ui/Checkbox.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { toast, toastError } from '../../../ui/Toast.tsx'
import { CopyField } from '../CopyField.tsx'

/** The public form of a store: on or off, its link, and a new link in place of one that is misused. */
export function WebFormSection({ store }: { readonly store: Schemas['Store'] }) {
  const text = useText('stores')
  const words = useText('ui')
  const mayWrite = useMay('stores.write')
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const path = { id: store.id }
  const queryKey = ['stores', store.id, 'web-form']
  const form = useQuery({
    queryKey,
    queryFn: () => answered(api.GET('/api/stores/{id}/web-form', { params: { path } })),
  })
  const turn = useMutation({
    mutationFn: (enabled: boolean) =>
      answered(api.PUT('/api/stores/{id}/web-form', { params: { path }, body: { enabled } })),
    onSuccess: (changed) => {
      queries.setQueryData(queryKey, changed)
      toast(text(changed.enabled ? 'web-form-switched-on' : 'web-form-switched-off'))
    },
    onError: (error) => toastError(words('failed-action'), error),
  })
  const renew = useMutation({
    mutationFn: () => answered(api.POST('/api/stores/{id}/web-form/link', { params: { path } })),
    onSuccess: (changed) => {
      queries.setQueryData(queryKey, changed)
      setAsking(false)
      toast(text('web-form-renewed'))
    },
  })
  const { enabled = false, url, answersByMail } = form.data ?? {}
  return (
    <section aria-label={text('web-form')} className="mt-6 flex flex-col gap-3 border-t border-line pt-4">
      <h3 className="font-semibold">{text('web-form')}</h3>
      <p className="text-sm text-muted">{text('web-form-help')}</p>
      {form.isPending && <SkeletonLines lines={2} />}
      {form.isError && <ErrorState error={form.error} onRetry={() => void form.refetch()} />}
      {form.data && (
        <>
          <Switch
            checked={turn.isPending ? turn.variables : enabled}
            disabled={!mayWrite || turn.isPending}
            onChecked={(wanted) => turn.mutate(wanted)}
            label={text('web-form-on')}
          />
          {enabled && !store.active && <Banner tone="warn">{text('web-form-inactive')}</Banner>}
          {enabled && !answersByMail && <Banner tone="warn">{text('web-form-no-mail')}</Banner>}
          {enabled && url && (
            <>
              <CopyField label={text('web-form-link')} value={url} />
              <p className="text-sm text-muted">{text('web-form-link-help')}</p>
              {mayWrite && (
                <Button icon={RotateCw} className="self-start" onClick={() => setAsking(true)}>
                  {text('web-form-renew')}
                </Button>
              )}
            </>
          )}
          {!enabled && url && <p className="text-sm text-muted">{text('web-form-off')}</p>}
        </>
      )}
      <ConfirmDialog
        open={asking}
        onOpen={setAsking}
        title={text('web-form-renew-title', { name: store.name })}
        action={text('web-form-renew')}
        pending={renew.isPending}
        error={renew.error?.message}
        onConfirm={() => renew.mutate()}
      >
        {text('web-form-renew-detail')}
      </ConfirmDialog>
    </section>
  )
}
