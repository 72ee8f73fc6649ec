import { useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Textarea } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { type Outcome, outcomes } from './returns.ts'
import type { Desk } from './useReturn.ts'
import type { ReturnWords } from './words.ts'

interface EndDialogProps {
  readonly desk: Desk
  readonly words: ReturnWords
  readonly error: Error | null
  readonly onClose: () => void
}

/** The shortest reason that the server takes. */
const leastReason = 3

/** Ends a return another way than its policy would: that is final, and kept with its reason. */
export function EndDialog({ desk, words, error, onClose }: EndDialogProps) {
  const text = useText('returns')
  const ui = useText('ui')
  const [outcome, setOutcome] = useState<Outcome | ''>('')
  const [reason, setReason] = useState('')
  const isReady = outcome !== '' && reason.trim().length >= leastReason
  return (
    <Dialog open onOpen={onClose} title={text('end-title')} description={text('end-detail')} width="narrow">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (outcome !== '' && isReady) desk.decide({ event: 'end', outcome, reason: reason.trim() }, onClose)
        }}
      >
        {error && <Banner tone="danger">{error.message}</Banner>}
        <Field label={text('outcome')} required>
          <Select
            value={outcome}
            placeholder
            options={outcomes.map((value) => ({ value, label: words.code(`outcome.${value}`) }))}
            onValue={setOutcome}
          />
        </Field>
        <Field label={text('end-reason')} required>
          <Textarea value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
        </Field>
        <FormActions>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button type="submit" tone="danger" pending={desk.pending} disabled={!isReady}>
            {text('end-do')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
