import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { toast, toastError } from '../../../ui/Toast.tsx'

interface StoreEndingProps {
  readonly store: Schemas['Store']
  readonly onDeleted: () => void
}

/** Deactivating, activating again, and deleting what was opened by mistake. */
export function StoreEnding({ store, onDeleted }: StoreEndingProps) {
  const text = useText('stores')
  const words = useText('ui')
  const [asking, setAsking] = useState<'deactivate' | 'delete'>()
  const path = { id: store.id }
  const { name } = store
  const renewed = () => queries.invalidateQueries({ queryKey: ['stores'] })
  const turn = useMutation({
    mutationFn: (active: boolean) => answered(api.PATCH('/api/stores/{id}', { params: { path }, body: { active } })),
    onSuccess: ({ active }) => {
      setAsking(undefined)
      toast(text(active ? 'activated' : 'deactivated', { name }))
      return renewed()
    },
    onError: (error) => toastError(words('failed-action'), error),
  })
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE('/api/stores/{id}', { params: { path } })),
    onSuccess: () => {
      setAsking(undefined)
      toast(text('deleted', { name }))
      onDeleted()
      return renewed()
    },
  })
  return (
    <div className="flex flex-wrap gap-2 sm:mr-auto">
      {store.active ? (
        <Button onClick={() => setAsking('deactivate')}>{text('deactivate')}</Button>
      ) : (
        <Button pending={turn.isPending} onClick={() => turn.mutate(true)}>
          {text('activate')}
        </Button>
      )}
      <Button tone="ghost" onClick={() => setAsking('delete')}>
        {text('delete')}
      </Button>
      <ConfirmDialog
        open={asking === 'deactivate'}
        onOpen={() => setAsking(undefined)}
        title={text('deactivate-title', { name })}
        action={text('deactivate')}
        pending={turn.isPending}
        onConfirm={() => turn.mutate(false)}
      >
        {text('deactivate-detail')}
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'delete'}
        onOpen={() => setAsking(undefined)}
        title={text('delete-title', { name })}
        action={text('delete')}
        pending={remove.isPending}
        error={remove.error?.message}
        onConfirm={() => remove.mutate()}
      >
        {text('delete-detail')}
      </ConfirmDialog>
    </div>
  )
}
