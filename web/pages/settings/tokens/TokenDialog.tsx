import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { useSession } from '../../../shell/session.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input } from '../../../ui/Input.tsx'
import { Select } from '../../../ui/Select.tsx'
import { CopyField } from '../CopyField.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { usePermissionWords } from '../members/permissionWords.ts'
import { problemAt } from '../problems.ts'
import { Ticks } from '../Ticks.tsx'
import { useFirstField } from '../useFirstField.ts'
import { tokensQuery } from './tokens.ts'

const lives = ['30', '90', '365', 'never'] as const
type Life = (typeof lives)[number]

/** A new token; after that its secret, which is shown only now. */
export function TokenDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText('members')
  const [secret, setSecret] = useState<string>()
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={text('new-token')}>
      {secret ? (
        <div className="flex flex-col gap-4">
          <CopyField label={text('secret')} value={secret} />
          <Banner tone="warn" title={text('secret-once')}>
            {text('secret-use')}
          </Banner>
          <FormActions>
            <Button tone="primary" onClick={onClose}>
              {text('done')}
            </Button>
          </FormActions>
        </div>
      ) : (
        <TokenForm onCreated={setSecret} onCancel={onClose} />
      )}
    </Dialog>
  )
}

interface TokenFormProps {
  readonly onCreated: (secret: string) => void
  readonly onCancel: () => void
}

function TokenForm({ onCreated, onCancel }: TokenFormProps) {
  const text = useText('members')
  const box = useFirstField<HTMLFormElement>()
  const words = useText('ui')
  const { permissions: held } = useSession()
  const { wordsOf } = usePermissionWords()
  const [name, setName] = useState('')
  const [life, setLife] = useState<Life>('90')
  const [permissions, setPermissions] = useState<string[]>([])
  const create = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/tokens', {
          body: { name: name.trim(), permissions, ...(life !== 'never' && { expiresAt: endOf(life) }) },
        }),
      ),
    onSuccess: ({ secret }) => {
      onCreated(secret)
      return queries.invalidateQueries({ queryKey: tokensQuery.queryKey })
    },
  })
  return (
    <form
      ref={box}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate()
      }}
    >
      <FormProblem error={create.error} fields={['name', 'permissions', 'expiresAt']} />
      <div className="grid gap-4 sm:grid-cols-[1fr_10rem]">
        <Field
          label={text('token-name')}
          help={text('token-name-help')}
          error={problemAt(create.error, 'name')}
          required
        >
          <Input value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={text('expires')} error={problemAt(create.error, 'expiresAt')}>
          <Select
            value={life}
            options={lives.map((value) => ({
              value,
              label: value === 'never' ? text('never') : text('in-days', { count: Number(value) }),
            }))}
            onValue={setLife}
          />
        </Field>
      </div>
      <Ticks
        label={text('permissions')}
        error={problemAt(create.error, 'permissions')}
        options={Object.keys(held)
          .sort()
          .map((permission) => ({ value: permission, label: wordsOf(permission) }))}
        values={permissions}
        onValues={setPermissions}
      />
      <FormActions>
        <Button onClick={onCancel}>{words('cancel')}</Button>
        <Button
          type="submit"
          tone="primary"
          pending={create.isPending}
          disabled={!name.trim() || permissions.length === 0}
        >
          {text('create-token')}
        </Button>
      </FormActions>
    </form>
  )
}

const day = 24 * 60 * 60_000

const endOf = (life: Exclude<Life, 'never'>): string => new Date(Date.now() + Number(life) * day).toISOString()
