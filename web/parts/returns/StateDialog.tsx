import { useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Select } from '../../ui/Select.tsx'
import { FactField } from './FactField.tsx'
import { type FactName, type Facts, type FactValue, statedByPeople } from './facts.ts'
import type { Desk } from './useReturn.ts'
import type { ReturnWords } from './words.ts'

interface StateDialogProps {
  readonly desk: Desk
  readonly words: ReturnWords
  /** The fact that is missing; undefined to choose one. */
  readonly about: FactName | undefined
  readonly error: Error | null
  readonly onClose: () => void
}

/** States what is so, above what the desk finds by itself; what was stated can be taken back. */
export function StateDialog({ desk, words, about, error, onClose }: StateDialogProps) {
  const text = useText('returns')
  const ui = useText('ui')
  const { request, pending, decide } = desk
  const [name, setName] = useState<FactName | ''>(about ?? '')
  const known = request.facts.find(({ fact }) => fact === name)
  const [value, setValue] = useState<FactValue>(null)
  const state = (stated: FactValue): void => {
    if (name !== '') decide({ event: 'state', facts: { [name]: stated } as Facts }, onClose)
  }
  return (
    <Dialog open onOpen={onClose} title={text('state-title')} description={text('state-detail')} width="narrow">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          state(value)
        }}
      >
        {error && <Banner tone="danger">{error.message}</Banner>}
        <Field label={text('fact')}>
          <Select
            value={name}
            placeholder
            options={statedByPeople.map((one) => ({ value: one, label: words.fact(one) }))}
            onValue={(chosen) => {
              setName(chosen)
              setValue(null)
            }}
          />
        </Field>
        {name !== '' && (
          <FactField
            key={name}
            name={name}
            value={value ?? known?.value ?? null}
            currency={request.currency}
            words={words}
            onValue={setValue}
          />
        )}
        <FormActions>
          {known?.source === 'stated' && (
            <Button disabled={pending} onClick={() => state(null)}>
              {text('take-back')}
            </Button>
          )}
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button type="submit" tone="primary" pending={pending} disabled={value === null}>
            {text('state-do')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
