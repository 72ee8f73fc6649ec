import { useText } from '../../../i18n/text.ts'
import { Combobox } from '../../../ui/Combobox.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Input } from '../../../ui/Input.tsx'
import { Select } from '../../../ui/Select.tsx'
import { useStoreNames } from '../stores/storeNames.ts'
import type { WrittenChannel } from './writtenChannel.ts'

interface ChannelFieldsProps {
  readonly written: WrittenChannel
  readonly isNew: boolean
  readonly wrong: (field: string) => string | undefined
  readonly onChange: (change: Partial<WrittenChannel>) => void
}

const kinds = ['mailbox', 'receiver'] as const

/** What a channel is called, which address it has, and whose mail comes by it. */
export function ChannelFields({ written, isNew, wrong, onChange }: ChannelFieldsProps) {
  const text = useText('channels')
  const { choices } = useStoreNames()
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={text('address')} help={text('address-help')} error={wrong('address')} required>
        <Input
          type="email"
          autoComplete="off"
          value={written.address}
          readOnly={!isNew}
          onChange={(event) => onChange({ address: event.target.value })}
        />
      </Field>
      <Field label={text('name')} error={wrong('name')} required>
        <Input value={written.name} maxLength={120} onChange={(event) => onChange({ name: event.target.value })} />
      </Field>
      <Field label={text('store')} help={text('store-help')} error={wrong('storeId')}>
        <Combobox
          label={text('store')}
          value={written.storeId ?? 'none'}
          choices={[{ value: 'none', label: text('no-store') }, ...choices]}
          onValue={(id) => onChange({ storeId: id === 'none' ? null : id })}
        />
      </Field>
      <Field label={text('sender-name')} help={text('sender-name-help')} error={wrong('settings.senderName')} optional>
        <Input
          value={written.senderName}
          maxLength={120}
          onChange={(event) => onChange({ senderName: event.target.value })}
        />
      </Field>
      {isNew && (
        <Field label={text('kind')} help={text(`kind-${written.kind}-help`)} className="sm:col-span-2">
          <Select
            value={written.kind}
            options={kinds.map((kind) => ({ value: kind, label: text(`kind-${kind}`) }))}
            onValue={(kind) => onChange({ kind, sends: kind === 'mailbox' })}
          />
        </Field>
      )}
    </div>
  )
}
