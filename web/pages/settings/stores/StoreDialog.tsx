import { useQuery } from '@tanstack/react-query'
import { answered, api } from '../../../api/client.ts'
import { useText } from '../../../i18n/text.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { StoreForm } from './StoreForm.tsx'
import { WebFormSection } from './WebFormSection.tsx'

interface StoreDialogProps {
  /** A store's id, or `new`. */
  readonly item: string
  readonly onClose: () => void
}

/** One store over the list of them. */
export function StoreDialog({ item, onClose }: StoreDialogProps) {
  const text = useText('stores')
  const fresh = item === 'new'
  const store = useQuery({
    queryKey: ['stores', item],
    queryFn: () => answered(api.GET('/api/stores/{id}', { params: { path: { id: item } } })),
    enabled: !fresh,
  })
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={text(fresh ? 'add' : 'edit')}>
      {fresh && <StoreForm onDone={onClose} />}
      {!fresh && store.isPending && <SkeletonLines lines={8} />}
      {!fresh && store.isError && <ErrorState error={store.error} onRetry={() => void store.refetch()} />}
      {!fresh && store.data && (
        <>
          <StoreForm key={store.data.updatedAt} store={store.data} onDone={onClose} />
          <WebFormSection store={store.data} />
        </>
      )}
    </Dialog>
  )
}
