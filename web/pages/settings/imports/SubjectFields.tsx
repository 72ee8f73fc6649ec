import { useText } from '../../../i18n/text.ts'
import { Combobox } from '../../../ui/Combobox.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Select } from '../../../ui/Select.tsx'
import { useStoreNames } from '../stores/storeNames.ts'
import { type Import, type ImportChange, isOfStore, subjects } from './imports.ts'

interface SubjectFieldsProps {
  readonly found: Import
  readonly onChange: (change: ImportChange) => void
}

/** What a file tells of, and of which store. */
export function SubjectFields({ found, onChange }: SubjectFieldsProps) {
  const text = useText('imports')
  const { choices } = useStoreNames()
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label={text('subject')}
        help={found.subject ? text(`source.${found.subject}`) : text('subject-help')}
        required
      >
        <Select
          value={found.subject ?? ''}
          placeholder
          options={subjects.map((value) => ({ value, label: text(`subject.${value}`) }))}
          onValue={(subject) => onChange({ subject, ...(subject === 'costs' && { storeId: null }) })}
        />
      </Field>
      {isOfStore(found.subject) && (
        <Field label={text('store')} help={text('store-help')} required>
          <Combobox
            label={text('store')}
            value={found.storeId}
            choices={choices}
            onValue={(storeId) => onChange({ storeId })}
          />
        </Field>
      )}
    </div>
  )
}
