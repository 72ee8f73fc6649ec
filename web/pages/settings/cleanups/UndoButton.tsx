import { useMutation } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { toast } from '../../../ui/Toast.tsx'
import type { CleanupRun } from './cleanups.ts'

/** Has what a cleanup took away brought back, after a question. */
export function UndoButton({ run: { id } }: { readonly run: CleanupRun }) {
  const text = useText('cleanups')
  const [asking, setAsking] = useState(false)
  const undo = useMutation({
    mutationFn: () => answered(api.POST('/api/cleanup-runs/{id}/undo', { params: { path: { id } } })),
    onSuccess: () => {
      setAsking(false)
      toast(text('undo-started'))
      return queries.invalidateQueries({ queryKey: ['cleanups'] })
    },
  })
  return (
    <>
      <Button size="small" icon={Undo2} onClick={() => setAsking(true)}>
        {text('undo')}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpen={setAsking}
        title={text('undo-title')}
        action={text('undo')}
        destructive={false}
        pending={undo.isPending}
        error={undo.error?.message}
        onConfirm={() => undo.mutate()}
      >
        {text('undo-detail')}
      </ConfirmDialog>
    </>
  )
}
