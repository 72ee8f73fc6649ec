import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input } from '../../../ui/Input.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { kinds } from '../policies/policies.ts'
import { problemAt } from '../problems.ts'
import { Ticks } from '../Ticks.tsx'
import { useFirstField } from '../useFirstField.ts'
import { type Availability, availabilitiesQuery } from './availabilities.ts'

interface CapacityDialogProps {
  readonly person: Availability
  readonly onClose: () => void
}

/** How much a member takes, and of which kinds. */
export function CapacityDialog({ person, onClose }: CapacityDialogProps) {
  const text = useText('assignment')
  const box = useFirstField<HTMLFormElement>()
  const desk = useText('tickets')
  const words = useText('ui')
  const [capacity, setCapacity] = useState(person.ownCapacity === null ? '' : String(person.ownCapacity))
  const [chosen, setChosen] = useState(person.kinds)
  const save = useMutation({
    mutationFn: () =>
      answered(
        api.PATCH('/api/availabilities/{memberId}', {
          params: { path: { memberId: person.memberId } },
          body: { capacity: capacity.trim() === '' ? null : Number(capacity), kinds: chosen },
        }),
      ),
    onSuccess: () => {
      toast(text('saved'))
      onClose()
      return queries.invalidateQueries({ queryKey: availabilitiesQuery.queryKey })
    },
  })
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={text('edit-title', { name: person.name })}>
      <form
        ref={box}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <FormProblem error={save.error} fields={['capacity', 'kinds']} />
        <Field label={text('capacity')} help={text('capacity-help')} error={problemAt(save.error, 'capacity')}>
          <Input
            type="number"
            min={0}
            max={1000}
            inputMode="numeric"
            placeholder={String(person.capacity)}
            value={capacity}
            onChange={(event) => setCapacity(event.target.value)}
          />
        </Field>
        <Ticks
          label={text('kinds')}
          help={text('kinds-help')}
          error={problemAt(save.error, 'kinds')}
          options={kinds.map((kind) => ({ value: kind, label: desk(`kind.${kind}`) }))}
          values={chosen}
          onValues={setChosen}
        />
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" tone="primary" pending={save.isPending}>
            {words('save')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
