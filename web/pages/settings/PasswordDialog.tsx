import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { useSession } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { PasswordInput } from '../../ui/Input.tsx'

interface PasswordDialogProps {
  /** What the person is about to do, as a verb. */
  readonly action: string
  readonly onClose: () => void
  /** The server knows it was they: the action may be tried again. */
  readonly onConfirmed: () => void
}

/** Asks for the password once more, for what a browser left open should not do by itself. */
export function PasswordDialog({ action, onClose, onConfirmed }: PasswordDialogProps) {
  const text = useText('settings')
  const words = useText('ui')
  const { member } = useSession()
  const [password, setPassword] = useState('')
  const confirm = useMutation({
    mutationFn: () => answered(api.POST('/api/session/confirmation', { body: { password } })),
    onSuccess: onConfirmed,
  })
  return (
    <Dialog open onOpen={onClose} title={action} description={text('confirm-password')} width="narrow">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          confirm.mutate()
        }}
      >
        <input type="email" autoComplete="username" value={member.email} readOnly hidden />
        <Field label={text('own-password')} error={confirm.error?.message} required>
          <PasswordInput
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" tone="primary" pending={confirm.isPending}>
            {action}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
