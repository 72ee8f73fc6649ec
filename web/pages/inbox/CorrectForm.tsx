import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Select } from '../../ui/Select.tsx'
import { subTypesQuery, type Ticket } from './queries.ts'
import { useWork } from './useWork.ts'
import { useSubTypeChoices, useSubTypeName } from './words.ts'

const kinds = ['inquiry', 'order', 'return', 'complaint', 'claim', 'review', 'appeal'] as const
const priorities = ['low', 'normal', 'high', 'urgent'] as const
const languages = ['en', 'de', 'fr', 'it', 'es', 'nl', 'sv', 'pl', 'pt', 'ja', 'zh'] as const

interface CorrectFormProps {
  readonly ticket: Ticket
  readonly onDone: () => void
}

/** Corrects what the desk took the ticket for; each correction teaches it. */
export function CorrectForm({ ticket, onDone }: CorrectFormProps) {
  const text = useText('inbox')
  const words = useText('tickets')
  const common = useText('ui')
  const formats = useFormats()
  const { change } = useWork(ticket)
  const [kind, setKind] = useState<Schemas['TicketKind']>(ticket.kind)
  const [priority, setPriority] = useState<Schemas['Priority']>(ticket.priority)
  const [subType, setSubType] = useState(ticket.subType ?? '')
  const [language, setLanguage] = useState<string>(ticket.language)
  const choices = useSubTypeChoices(useQuery(subTypesQuery).data?.[kind])
  const present = { value: ticket.subType ?? '', label: useSubTypeName(ticket.subType) ?? '—' }
  const isStrange = kind === ticket.kind && !choices.some(({ value }) => value === present.value)
  const known = [...new Set([...languages, ticket.language])]
  return (
    <form
      className="flex flex-col gap-2.5"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ kind, subType: subType || null, priority, language }, { onSuccess: onDone })
      }}
    >
      <Field label={text('field.kind')}>
        <Select
          value={kind}
          options={kinds.map((value) => ({ value, label: words(`kind.${value}`) }))}
          onValue={(chosen) => {
            setKind(chosen)
            // A sub-type belongs to its kind: with another kind it no longer holds.
            setSubType(chosen === ticket.kind ? (ticket.subType ?? '') : '')
          }}
        />
      </Field>
      <Field label={text('field.subType')}>
        <Select
          value={subType}
          options={[{ value: '', label: '—' }, ...choices, ...(isStrange && ticket.subType ? [present] : [])]}
          onValue={setSubType}
        />
      </Field>
      <Field label={text('field.priority')}>
        <Select
          value={priority}
          options={priorities.map((value) => ({ value, label: words(`priority.${value}`) }))}
          onValue={setPriority}
        />
      </Field>
      <Field label={text('field.language')}>
        <Select
          value={language}
          options={known.map((value) => ({ value, label: formats.languageName(value) }))}
          onValue={setLanguage}
        />
      </Field>
      <FormActions>
        <Button size="small" onClick={onDone}>
          {common('cancel')}
        </Button>
        <Button size="small" type="submit" tone="primary" pending={change.isPending}>
          {common('save')}
        </Button>
      </FormActions>
    </form>
  )
}
