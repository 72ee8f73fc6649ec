import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toast.tsx'

interface DeleteButtonProps {
  readonly label: string
  readonly title: string
  /** What it means, and what cannot be taken back. */
  readonly detail: string
  /** What is said when it is done. */
  readonly done: string
  readonly remove: () => Promise<unknown>
  readonly onDeleted: () => unknown
}

/** Deletes after asking; a refusal is shown where it was asked. Stands outside of the form that it ends. */
export function DeleteButton({ label, title, detail, done, remove, onDeleted }: DeleteButtonProps) {
  const [asking, setAsking] = useState(false)
  const deleting = useMutation({
    mutationFn: remove,
    onSuccess: () => {
      setAsking(false)
      toast(done)
      return onDeleted()
    },
  })
  const ask = (open: boolean) => {
    deleting.reset()
    setAsking(open)
  }
  return (
    <div className="sm:mr-auto">
      <Button tone="ghost" className="max-sm:w-full" onClick={() => ask(true)}>
        {label}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpen={ask}
        title={title}
        action={label}
        pending={deleting.isPending}
        error={deleting.error?.message}
        onConfirm={() => deleting.mutate()}
      >
        {detail}
      </ConfirmDialog>
    </div>
  )
}
