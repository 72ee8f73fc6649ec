import { useText } from '../../../i18n/text.ts'
import { Field } from '../../../ui/Field.tsx'
import { Input } from '../../../ui/Input.tsx'
import { Select } from '../../../ui/Select.tsx'
import { type Provider, providerAt, providerNames, providers } from './providers.ts'
import { ServerFields } from './ServerFields.tsx'
import type { WrittenChannel } from './writtenChannel.ts'
import type { WrittenServer } from './writtenServer.ts'

interface IncomingFieldsProps {
  readonly written: WrittenChannel
  /** A server, and with it a password, is kept already. */
  readonly kept: boolean
  readonly wrong: (field: string) => string | undefined
  readonly onChange: (change: Partial<WrittenChannel>) => void
  readonly onServer: (change: Partial<WrittenServer>) => void
}

const firstTimes = ['unread', 'everything', 'nothing'] as const
/** Names that are the same in every language. */
const brands: { readonly [name in Provider]?: string } = { gmail: 'Gmail', microsoft: 'Microsoft 365 / Outlook' }

/** Where a mailbox is read: provider, server, folder, and what becomes of the mail already there. */
export function IncomingFields({ written, kept, wrong, onChange, onServer }: IncomingFieldsProps) {
  const text = useText('channels')
  const nameOf = (name: Provider): string => brands[name] ?? text(`provider-${name}` as 'provider-qq')
  const choose = (name: Provider) => {
    const { imap, smtp } = providers[name]
    const user = written.imap.user || written.address.trim()
    onChange({
      imap: { ...written.imap, ...imap, port: String(imap.port), user, certificate: undefined },
      smtp: { ...written.smtp, ...smtp, port: String(smtp.port), user, certificate: undefined },
    })
  }
  return (
    <div className="flex flex-col gap-4">
      <Field label={text('provider')} className="max-w-xs">
        <Select
          value={providerAt(written.imap.host) ?? 'other'}
          options={[
            ...providerNames.map((name) => ({ value: name, label: nameOf(name) })),
            { value: 'other' as const, label: text('provider-other') },
          ]}
          onValue={(name) => (name === 'other' ? onServer({ host: '' }) : choose(name))}
        />
      </Field>
      <ServerFields
        title={text('incoming')}
        server={written.imap}
        kept={kept}
        wrong={(field) => wrong(`settings.imap.${field}`)}
        onChange={onServer}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={text('folder')} error={wrong('settings.folder')}>
          <Input
            value={written.folder}
            maxLength={200}
            spellCheck={false}
            onChange={(event) => onChange({ folder: event.target.value })}
          />
        </Field>
        {!kept && (
          <Field label={text('first-time')}>
            <Select
              value={written.firstTime}
              options={firstTimes.map((each) => ({ value: each, label: text(`first-${each}`) }))}
              onValue={(firstTime) => onChange({ firstTime })}
            />
          </Field>
        )}
      </div>
    </div>
  )
}
