import { useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { fieldError, ProblemError } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Input, Textarea } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { Checks } from './Checks.tsx'
import { OverrideField } from './OverrideField.tsx'
import { askedOf, type OrderTask, type TaskEvent, verdictOf } from './orderTasks.ts'
import { useOrderTasks } from './useOrderTasks.ts'

interface MoveDialogProps {
  readonly task: OrderTask
  readonly event: TaskEvent
  readonly onClose: () => void
}

/** Asks what must be known to take a task on. */
export function MoveDialog({ task, event, onClose }: MoveDialogProps) {
  const text = useText('procedures')
  const words = useText('ui')
  const mayOverride = useMay('procedures.override')
  const { move } = useOrderTasks(task.ticket.id)
  const [whom, setWhom] = useState<OrderTask['askedOf']>(task.askedOf)
  const [said, setSaid] = useState('')
  const [override, setOverride] = useState('')
  const verdict = event === 'ask' ? verdictOf(task.checks, task.overridden) : 'free'
  const mayGoOn = verdict === 'free' || (verdict === 'block' && mayOverride && override.trim() !== '')
  const isAtField = move.error instanceof ProblemError && move.error.fields.length > 0
  const submit = (): void => {
    const wanted: Schemas['OrderTaskMove'] = { event }
    const written = said.trim()
    if (event === 'ask' && whom) wanted.askedOf = whom
    if (event === 'carry-out' && written) wanted.reference = written
    if (event !== 'ask' && event !== 'carry-out' && written) wanted.reason = written
    if (verdict === 'block') wanted.override = override.trim()
    move.mutate({ id: task.id, ...wanted }, { onSuccess: onClose })
  }
  return (
    <Dialog
      open
      onOpen={onClose}
      title={text(`move-title.${event}`)}
      description={text(`move-detail.${event}`)}
      width="narrow"
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(submitted) => {
          submitted.preventDefault()
          submit()
        }}
      >
        {move.error && !isAtField && <Banner tone="danger">{move.error.message}</Banner>}
        {event === 'ask' && <Checks checks={task.checks} />}
        {event === 'ask' && (
          <Field label={text('field.askedOf')} error={fieldError(move.error, 'askedOf')} required>
            <Select
              value={whom ?? ''}
              placeholder
              options={askedOf.map((value) => ({ value, label: text(`asked.${value}`) }))}
              onValue={setWhom}
            />
          </Field>
        )}
        {event === 'carry-out' && (
          <Field label={text('field.reference')} error={fieldError(move.error, 'reference')} required>
            <Input value={said} maxLength={120} onChange={(changed) => setSaid(changed.target.value)} />
          </Field>
        )}
        {(event === 'refuse' || event === 'withdraw') && (
          <Field label={text('field.reason')} error={fieldError(move.error, 'reason')} required>
            <Textarea value={said} maxLength={1_000} onChange={(changed) => setSaid(changed.target.value)} />
          </Field>
        )}
        {event === 'tell' && (
          <Field label={text('why-no-letter')} help={text('why-no-letter-help')} optional>
            <Textarea value={said} maxLength={1_000} onChange={(changed) => setSaid(changed.target.value)} />
          </Field>
        )}
        {verdict === 'block' && <OverrideField value={override} onValue={setOverride} />}
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" tone="primary" pending={move.isPending} disabled={!mayGoOn}>
            {words('save')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
