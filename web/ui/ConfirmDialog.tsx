import { type ReactNode, useEffect, useState } from 'react'
import { useText } from '../i18n/text.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Field } from './Field.tsx'
import { FormActions } from './FormActions.tsx'
import { Input } from './Input.tsx'

interface ConfirmDialogProps {
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly title: string
  /** What will happen and what cannot be taken back. */
  readonly children: ReactNode
  /** The verb on the button ("Remove store"), never just "OK". */
  readonly action: string
  readonly onConfirm: () => void
  readonly pending?: boolean | undefined
  readonly error?: string | null | undefined
  readonly destructive?: boolean | undefined
  /** For what cannot be taken back at all: a word that must be typed first. */
  readonly word?: string | undefined
}

/** Asks before an action that has consequences, and says which. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpen, title, children, action, onConfirm, pending, error, destructive = true, word } = props
  const text = useText('ui')
  const [typed, setTyped] = useState('')
  useEffect(() => {
    if (open) setTyped('')
  }, [open])
  const ready = word === undefined || typed.trim() === word
  return (
    <Dialog open={open} onOpen={onOpen} title={title} width="narrow">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) onConfirm()
        }}
      >
        <div className="text-ink">{children}</div>
        {word !== undefined && (
          <Field label={text('confirm-word', { word })}>
            <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
          </Field>
        )}
        {error && (
          <p role="alert" className="text-sm text-danger-ink">
            {error}
          </p>
        )}
        <FormActions>
          <Button onClick={() => onOpen(false)}>{text('cancel')}</Button>
          <Button type="submit" tone={destructive ? 'danger' : 'primary'} disabled={!ready} pending={pending}>
            {action}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
