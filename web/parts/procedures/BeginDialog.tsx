import { useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { fieldError, ProblemError } from '../../api/problem.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Input, Textarea } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { toast } from '../../ui/Toast.tsx'
import { Checks } from './Checks.tsx'
import { OverrideField } from './OverrideField.tsx'
import { firstOffered, type OrderTasksOfTicket, type TaskField, type TaskKind, verdictOf } from './orderTasks.ts'
import { useOrderTasks } from './useOrderTasks.ts'

interface BeginDialogProps {
  readonly ticketId: string
  readonly of: OrderTasksOfTicket
  /** What the ticket speaks of. */
  readonly suggested: TaskKind | undefined
  readonly onClose: () => void
}

/** Asks what the buyer wants, says at once what stands against it, and begins the task. */
export function BeginDialog({ ticketId, of, suggested, onClose }: BeginDialogProps) {
  const text = useText('procedures')
  const words = useText('ui')
  const formats = useFormats()
  const mayOverride = useMay('procedures.override')
  const { begin } = useOrderTasks(ticketId)
  const [kind, setKind] = useState<TaskKind>(() => firstOffered(of.offers, suggested))
  const [given, setGiven] = useState<{ readonly [Name in TaskField]?: string }>(() => firstOf(of))
  const [override, setOverride] = useState('')
  const offer = of.offers.find((one) => one.kind === kind)
  const verdict = verdictOf(offer?.checks ?? [])
  const mayGoOn = verdict === 'free' || (verdict === 'block' && mayOverride && override.trim() !== '')
  const fields = offer?.fields ?? []
  const isAtField = begin.error instanceof ProblemError && begin.error.fields.length > 0
  const submit = (): void => {
    const wanted: Schemas['NewOrderTask'] = { kind }
    for (const name of ['sku', 'newSku', 'address', 'reason'] as const) {
      const said = given[name]?.trim()
      if (said && fields.includes(name)) wanted[name] = said
    }
    const pieces = Number(given.quantity)
    if (pieces > 0 && fields.includes('quantity')) wanted.quantity = pieces
    if (verdict === 'block') wanted.override = override.trim()
    begin.mutate(wanted, {
      onSuccess: (task) => {
        toast(text('begin-done', { moment: formats.day(new Date(task.dueAt)) }))
        onClose()
      },
    })
  }
  return (
    <Dialog open onOpen={onClose} title={text('begin')} description={text('begin-detail')} width="narrow">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {begin.error && !isAtField && <Banner tone="danger">{begin.error.message}</Banner>}
        <Field label={text('what-kind')} required>
          <Select
            value={kind}
            options={of.offers.map((one) => ({ value: one.kind, label: text(`kind.${one.kind}`) }))}
            onValue={(chosen) => {
              begin.reset()
              setKind(chosen)
            }}
          />
        </Field>
        <Checks checks={offer?.checks ?? []} />
        {verdict !== 'stop' &&
          fields.map((name) => (
            <Field key={name} label={text(`field.${name}`)} error={fieldError(begin.error, name)} required>
              <Control
                name={name}
                lines={of.lines}
                value={given[name] ?? ''}
                onValue={(value) => setGiven({ ...given, [name]: value })}
              />
            </Field>
          ))}
        {verdict === 'block' && <OverrideField value={override} onValue={setOverride} />}
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" tone="primary" pending={begin.isPending} disabled={!mayGoOn}>
            {text('begin')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}

/** An order of one line leaves nothing to choose. */
function firstOf({ lines }: OrderTasksOfTicket): { readonly [Name in TaskField]?: string } {
  const [line, ...others] = lines
  return line && others.length === 0 ? { sku: line.sku, quantity: String(line.quantity) } : {}
}

interface ControlProps {
  readonly name: TaskField
  readonly lines: OrderTasksOfTicket['lines']
  readonly value: string
  readonly onValue: (value: string) => void
}

function Control({ name, lines, value, onValue }: ControlProps) {
  if (name === 'sku')
    return (
      <Select
        value={value}
        placeholder
        options={lines.map(({ sku, title, quantity }) => ({
          value: sku,
          label: `${title ? `${title} · ` : ''}${sku} ×${quantity}`,
        }))}
        onValue={onValue}
      />
    )
  if (name === 'address' || name === 'reason')
    return (
      <Textarea
        value={value}
        maxLength={name === 'address' ? 500 : 1_000}
        onChange={(event) => onValue(event.target.value)}
      />
    )
  return (
    <Input
      value={value}
      maxLength={60}
      {...(name === 'quantity' ? { type: 'number', min: 1, inputMode: 'numeric' as const } : {})}
      onChange={(event) => onValue(event.target.value)}
    />
  )
}
