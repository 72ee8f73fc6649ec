import { useMutation } from '@tanstack/react-query'
import { Archive, ArchiveRestore, CalendarX, EllipsisVertical, RotateCcw } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { toast, toastError } from '../../ui/Toast.tsx'
import { useBeginDraft } from './drafts.ts'
import { forgetPolicy, type PolicyLine } from './policies.ts'

// Fetched when it is first asked.
const ConfirmDialog = lazy(async () => ({ default: (await import('../../ui/ConfirmDialog.tsx')).ConfirmDialog }))

type Step = 'archive' | 'restore' | 'cancel'

/** What may be done with a policy as a whole: archive, restore, cancel what is scheduled, begin anew as shipped. */
export function PolicyMenu({ policy }: { readonly policy: PolicyLine }) {
  const text = useText('policyEditor')
  const words = useText('ui')
  const mayWrite = useMay('policies.write')
  const mayApprove = useMay('policies.approve')
  const begin = useBeginDraft(policy.id)
  const [isAsking, setAsking] = useState(false)
  const { scheduled } = policy
  const take = useMutation({
    mutationFn: (step: Step) => {
      const path = { params: { path: { id: policy.id } } }
      if (step === 'archive') return answered(api.POST('/api/return-policies/{id}/archive', path))
      if (step === 'restore') return answered(api.POST('/api/return-policies/{id}/restore', path))
      return answered(api.DELETE('/api/policy-publications/{id}', { params: { path: { id: scheduled?.id ?? '' } } }))
    },
    onSuccess: async (_, step) => {
      toast(text(`${step}-done`))
      setAsking(false)
      await forgetPolicy(policy.id)
    },
    onError: (error) => toastError(words('failed-action'), error),
  })
  const items = [
    ...(mayWrite && policy.shipped && !policy.open
      ? [{ label: text('draft-shipped'), icon: RotateCcw, onSelect: () => begin.mutate({ from: 'shipped' }) }]
      : []),
    ...(mayApprove && scheduled
      ? [
          {
            label: text('cancel-scheduled', { number: scheduled.number }),
            icon: CalendarX,
            onSelect: () => take.mutate('cancel'),
          },
        ]
      : []),
    ...(mayApprove
      ? [
          policy.archivedAt
            ? { label: text('restore'), icon: ArchiveRestore, onSelect: () => take.mutate('restore') }
            : { label: text('archive'), icon: Archive, onSelect: () => setAsking(true) },
        ]
      : []),
  ]
  if (items.length === 0) return null
  return (
    <>
      <Menu groups={[{ items }]} align="end">
        <IconButton icon={EllipsisVertical} label={words('more')} />
      </Menu>
      {isAsking && (
        <Suspense fallback={null}>
          <ConfirmDialog
            open
            onOpen={setAsking}
            title={text('archive-title')}
            action={text('archive')}
            pending={take.isPending}
            onConfirm={() => take.mutate('archive')}
          >
            {text('archive-detail')}
          </ConfirmDialog>
        </Suspense>
      )}
    </>
  )
}
