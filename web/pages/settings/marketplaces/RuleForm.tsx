import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { fieldError } from '../../../api/problem.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input, Textarea } from '../../../ui/Input.tsx'
import { Select } from '../../../ui/Select.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { dayIn } from '../day.ts'
import { FormProblem } from '../FormProblem.tsx'
import { useFirstField } from '../useFirstField.ts'
import { type Marketplace, marketplacesQuery } from './marketplaces.ts'
import { RuleValueField, readValue, writtenValue } from './RuleValueField.tsx'
import { type Rule, useRuleWords } from './words.ts'

interface RuleFormProps {
  readonly rule: Rule
  readonly place: Marketplace
  readonly onDone: () => void
}

const kinds = ['official', 'specification', 'guide', 'own', 'memory'] as const
const shownFields = ['value', 'unit', 'scope', 'validFrom', 'source.text', 'source.reference', 'source']

/** A new value for a rule: from which day, for whom, and where it comes from. */
export function RuleForm({ rule, place, onDone }: RuleFormProps) {
  const text = useText('stores')
  const box = useFirstField<HTMLFormElement>()
  const words = useText('ui')
  const { scope: scopeWords } = useRuleWords()
  const [written, setWritten] = useState(() => writtenValue(rule))
  const [unit, setUnit] = useState(rule.unit)
  const [scope, setScope] = useState(rule.scope === place.code ? place.code : place.kind)
  const [validFrom, setValidFrom] = useState(() => dayIn(place.zone))
  const [source, setSource] = useState<Rule['source']>({ kind: 'official', text: '', reference: '' })
  const save = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/marketplace-rules', {
          body: {
            scope,
            code: rule.code,
            value: readValue(written, rule),
            unit,
            currency: rule.currency,
            source: { ...source, text: source.text.trim(), reference: source.reference.trim() },
            validFrom,
          },
        }),
      ),
    onSuccess: (recorded) => {
      toast(text('recorded', { day: recorded.validFrom ?? validFrom }))
      onDone()
      return queries.invalidateQueries({ queryKey: marketplacesQuery.queryKey })
    },
  })
  const wrong = (field: string) => fieldError(save.error, field)
  const scopes = [...new Set([place.code, place.kind])]
  return (
    <form
      ref={box}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <p className="text-muted">{text('change-value-detail')}</p>
      <FormProblem error={save.error} fields={shownFields} />
      <div className="grid gap-4 sm:grid-cols-2">
        <RuleValueField rule={rule} written={written} onWritten={setWritten} error={wrong('value')} />
        {rule.units.length > 1 && (
          <Field label={text('unit')} error={wrong('unit')}>
            <Select
              value={unit}
              options={rule.units.map((each) => ({ value: each, label: text(`unit-${each}` as 'unit-hours') }))}
              onValue={setUnit}
            />
          </Field>
        )}
        <Field label={text('scope')} error={wrong('scope')}>
          <Select
            value={scope}
            options={scopes.map((each) => ({ value: each, label: scopeWords(each, place.code) }))}
            onValue={setScope}
          />
        </Field>
        <Field label={text('valid-from')} error={wrong('validFrom')} required>
          <Input type="date" value={validFrom} onChange={(event) => setValidFrom(event.target.value)} />
        </Field>
      </div>
      <Field label={text('source-text')} error={wrong('source.text')} required>
        <Textarea
          minLength={3}
          maxLength={500}
          value={source.text}
          onChange={(event) => setSource({ ...source, text: event.target.value })}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={text('source-reference')}
          help={text('source-reference-help')}
          error={wrong('source.reference')}
          optional
        >
          <Input
            maxLength={600}
            value={source.reference}
            onChange={(event) => setSource({ ...source, reference: event.target.value })}
          />
        </Field>
        <Field label={text('source-kind')}>
          <Select
            value={source.kind}
            options={kinds.map((kind) => ({ value: kind, label: text(`source-${kind}`) }))}
            onValue={(kind) => setSource({ ...source, kind })}
          />
        </Field>
      </div>
      <FormActions>
        <Button onClick={onDone}>{words('cancel')}</Button>
        <Button
          type="submit"
          tone="primary"
          pending={save.isPending}
          disabled={written.trim() === '' && !Array.isArray(rule.value)}
        >
          {text('record')}
        </Button>
      </FormActions>
    </form>
  )
}
