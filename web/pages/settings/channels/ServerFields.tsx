import { ShieldCheck } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Input, PasswordInput } from '../../../ui/Input.tsx'
import { Select } from '../../../ui/Select.tsx'
import type { WrittenServer } from './writtenServer.ts'

interface ServerFieldsProps {
  readonly title: string
  readonly server: WrittenServer
  /** A password is kept already. */
  readonly kept: boolean
  /** The words about a field of this server. */
  readonly wrong: (field: string) => string | undefined
  readonly onChange: (change: Partial<WrittenServer>) => void
}

const securities = ['tls', 'starttls', 'none'] as const

/** Where a mail server is and how to sign in to it. */
export function ServerFields({ title, server, kept, wrong, onChange }: ServerFieldsProps) {
  const text = useText('channels')
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-sm font-semibold">{title}</legend>
      <div className="grid gap-4 sm:grid-cols-[1fr_6rem_11rem]">
        <Field label={text('server')} error={wrong('host')} required>
          <Input
            value={server.host}
            spellCheck={false}
            autoCapitalize="off"
            onChange={(event) => onChange({ host: event.target.value })}
          />
        </Field>
        <Field label={text('port')} error={wrong('port')} required>
          <Input
            type="number"
            min={1}
            max={65535}
            inputMode="numeric"
            value={server.port}
            onChange={(event) => onChange({ port: event.target.value })}
          />
        </Field>
        <Field label={text('security')} error={wrong('security')}>
          <Select
            value={server.security}
            options={securities.map((security) => ({ value: security, label: text(`security-${security}`) }))}
            onValue={(security) => onChange({ security })}
          />
        </Field>
      </div>
      <div className="mt-4 grid gap-4 sm:grid-cols-2">
        <Field label={text('user')} error={wrong('user')}>
          <Input
            value={server.user}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            onChange={(event) => onChange({ user: event.target.value })}
          />
        </Field>
        <Field label={text('password')} help={text(kept ? 'password-kept' : 'password-help')}>
          <PasswordInput
            autoComplete="new-password"
            value={server.password}
            onChange={(event) => onChange({ password: event.target.value })}
          />
        </Field>
      </div>
      {server.certificate && (
        <p className="mt-2 flex flex-wrap items-center gap-2 text-sm text-muted">
          <ShieldCheck aria-hidden className="size-4" />
          {text('trusted')}
          <Button size="small" tone="ghost" onClick={() => onChange({ certificate: undefined })}>
            {text('stop-trusting')}
          </Button>
        </p>
      )}
    </fieldset>
  )
}
