import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { NumberInput, Part, TargetField, TitleFields } from './Basics.tsx'
import { ConditionField } from './ConditionField.tsx'
import { useEditor } from './editor.ts'
import { freeName, type Policy } from './tree.ts'

type PolicyField = Policy['fields'][string]
const fieldKinds = ['percent', 'days', 'payer'] as const
const payers = ['buyer', 'seller', 'marketplace'] as const

/** What is set without touching the tree: percentages, days, who pays. */
export function FieldsForm() {
  const text = useText('policyEditor')
  const { policy, words, isReadOnly, change } = useEditor()
  const [kind, setKind] = useState<PolicyField['kind']>('percent')
  const keep = (fields: Policy['fields'], about?: string): void => change({ ...policy, fields }, about)
  const entries = Object.entries(policy.fields)
  return (
    <form className="flex flex-col gap-3.5" onSubmit={(event) => event.preventDefault()}>
      <p className="text-sm text-muted">{text('fields-help')}</p>
      {entries.length === 0 && <p className="text-muted">{text('no-fields')}</p>}
      <fieldset disabled={isReadOnly} className="flex min-w-0 flex-col gap-3.5">
        {entries.map(([key, field]) => {
          const label = `${words.title(field.title)} (${text(`unit-${field.kind}`)})`
          const set = (next: PolicyField, about: string): void =>
            keep({ ...policy.fields, [key]: next }, `field ${key} ${about}`)
          return (
            <div key={key} className="flex items-end gap-2">
              <Field label={label} className="flex-1">
                {field.kind === 'payer' ? (
                  <Select
                    value={field.value}
                    options={payers.map((payer) => ({ value: payer, label: words.value('labelPayer', payer) }))}
                    onValue={(value) => set({ ...field, value }, 'value')}
                  />
                ) : (
                  <NumberInput
                    value={field.value}
                    least={field.kind === 'days' ? 1 : 0}
                    most={field.kind === 'days' ? 90 : 100}
                    onValue={(value) =>
                      set({ ...field, value: field.kind === 'days' ? Math.round(value) : value }, 'value')
                    }
                  />
                )}
              </Field>
              {!isReadOnly && (
                <IconButton
                  icon={Trash2}
                  label={text('remove-part', { part: words.title(field.title) })}
                  onClick={() => keep(Object.fromEntries(entries.filter(([other]) => other !== key)))}
                />
              )}
            </div>
          )
        })}
        {!isReadOnly && (
          <Part title={text('add-field')}>
            <Select
              aria-label={text('field-kind')}
              value={kind}
              options={fieldKinds.map((value) => ({ value, label: text(`field-${value}`) }))}
              onValue={setKind}
            />
            <NewField
              key={entries.length}
              onAdd={(title) => {
                const key = freeName(policy.fields, kind)
                const field: PolicyField =
                  kind === 'payer' ? { kind, title, value: 'buyer' } : { kind, title, value: kind === 'days' ? 7 : 10 }
                keep({ ...policy.fields, [key]: field })
              }}
            />
          </Part>
        )}
      </fieldset>
    </form>
  )
}

function NewField({ onAdd }: { readonly onAdd: (title: PolicyField['title']) => void }) {
  const text = useText('policyEditor')
  const [zh, setZh] = useState('')
  const [en, setEn] = useState('')
  return (
    <>
      <Field label={text('title-zh')}>
        <Input lang="zh-CN" value={zh} maxLength={300} onChange={(event) => setZh(event.target.value)} />
      </Field>
      <Field label={text('title-en')}>
        <Input lang="en" value={en} maxLength={300} onChange={(event) => setEn(event.target.value)} />
      </Field>
      <Button
        size="small"
        icon={Plus}
        className="self-start"
        disabled={zh.trim() === '' || en.trim() === ''}
        onClick={() => onAdd({ en, 'zh-CN': zh })}
      >
        {text('add-field')}
      </Button>
    </>
  )
}

/** What concerns the policy as a whole: what it is called, for which returns it is meant, where it begins. */
export function PolicyForm() {
  const text = useText('policyEditor')
  const { policy, isReadOnly, change } = useEditor()
  return (
    <form className="flex flex-col gap-3.5" onSubmit={(event) => event.preventDefault()}>
      <p className="text-sm text-muted">{text('policy-help')}</p>
      <fieldset disabled={isReadOnly} className="flex min-w-0 flex-col gap-3.5">
        <TitleFields value={policy.title} onValue={(title) => change({ ...policy, title }, 'policy title')} />
        <TargetField label={text('begins-at')} value={policy.start} onValue={(start) => change({ ...policy, start })} />
        <ConditionField
          label={text('applies')}
          value={policy.applies}
          onValue={(applies) => change({ ...policy, applies })}
        />
      </fieldset>
    </form>
  )
}
