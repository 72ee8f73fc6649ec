import { useState } from 'react'
import { useLanguage, useText } from '../../../i18n/text.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Combobox } from '../../../ui/Combobox.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Input } from '../../../ui/Input.tsx'
import { Select } from '../../../ui/Select.tsx'
import { currencyChoices, zoneChoices } from '../choices.ts'
import type { Import, ImportChange } from './imports.ts'

type Encoding = Import['format']['encoding']

const encodings: readonly Encoding[] = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1252',
]
const delimiters = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'bar'],
] as const
/** More lines than these before the headings the server does not take. */
const mostSkipped = 50

interface FormatFieldsProps {
  readonly found: Import
  readonly sheets: readonly string[]
  readonly onChange: (change: ImportChange) => void
}

/** How a file is written: what was guessed is chosen, and can be set right. */
export function FormatFields({ found, sheets, onChange }: FormatFieldsProps) {
  const text = useText('imports')
  const language = useLanguage()
  const { format, conventions } = found
  const write = (part: Partial<Import['format']>): void => onChange({ format: { ...format, ...part } })
  const agree = (part: Partial<Import['conventions']>): void => onChange({ conventions: { ...conventions, ...part } })
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {format.kind === 'text' ? (
        <>
          <Field label={text('encoding')} help={text('encoding-help')}>
            <Select
              value={format.encoding}
              options={encodings.map((value) => ({ value, label: text(`encoding.${value}`) }))}
              onValue={(encoding) => write({ encoding })}
            />
          </Field>
          <Field label={text('delimiter')} help={text('delimiter-help')}>
            <Select
              value={format.delimiter}
              options={delimiters.map(([value, name]) => ({ value, label: text(`delimiter.${name}`) }))}
              onValue={(delimiter) => write({ delimiter })}
            />
          </Field>
          <Checkbox
            label={text('quoted')}
            help={text('quoted-help')}
            checked={format.quoted}
            onChecked={(quoted) => write({ quoted })}
          />
        </>
      ) : (
        <Field label={text('sheet')} help={text('sheet-help')}>
          <Select
            value={format.sheet ?? sheets[0] ?? ''}
            options={(sheets.length > 0 ? sheets : [format.sheet ?? '']).map((value) => ({ value, label: value }))}
            onValue={(sheet) => write({ sheet })}
          />
        </Field>
      )}
      <Skipped value={format.skipped} onValue={(skipped) => write({ skipped })} />
      <Field label={text('day-order')} help={text('day-order-help')}>
        <Select
          value={conventions.dayOrder}
          options={[
            { value: 'month-first', label: text('day-order.month-first') },
            { value: 'day-first', label: text('day-order.day-first') },
          ]}
          onValue={(dayOrder) => agree({ dayOrder })}
        />
      </Field>
      <Field label={text('decimal')} help={text('decimal-help')}>
        <Select
          value={conventions.decimal}
          options={[
            { value: '.', label: text('decimal.point') },
            { value: ',', label: text('decimal.comma') },
          ]}
          onValue={(decimal) => agree({ decimal })}
        />
      </Field>
      <Field label={text('currency')} help={text('currency-help')}>
        <Combobox
          label={text('currency')}
          value={conventions.currency}
          choices={currencyChoices(language)}
          onValue={(currency) => agree({ currency })}
        />
      </Field>
      <Field label={text('zone')} help={text('zone-help')}>
        <Combobox
          label={text('zone')}
          value={conventions.zone}
          choices={zoneChoices(conventions.zone)}
          onValue={(zone) => agree({ zone })}
        />
      </Field>
    </div>
  )
}

/** The number of lines to pass over, taken over when one leaves the field. */
function Skipped({ value, onValue }: { readonly value: number; readonly onValue: (value: number) => void }) {
  const text = useText('imports')
  const [typed, setTyped] = useState<string>()
  return (
    <Field label={text('skipped')} help={text('skipped-help')}>
      <Input
        type="number"
        inputMode="numeric"
        min={0}
        max={mostSkipped}
        value={typed ?? String(value)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          const lines = Math.min(mostSkipped, Math.max(0, Math.trunc(Number(typed ?? value)) || 0))
          setTyped(undefined)
          if (lines !== value) onValue(lines)
        }}
      />
    </Field>
  )
}
