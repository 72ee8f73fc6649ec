import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { fieldError } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { keepVersion, type PolicyLine, versionOf } from './policies.ts'
import { usePolicyWords } from './words.ts'

interface NewPolicyDialogProps {
  readonly policies: readonly PolicyLine[]
  readonly onClose: () => void
}

const blank = ''

/** Begins a policy: as a copy of another one, or with the smallest tree that is sound. */
export function NewPolicyDialog({ policies, onClose }: NewPolicyDialogProps) {
  const text = useText('policyEditor')
  const words = useText('ui')
  const say = usePolicyWords()
  const navigate = useNavigate()
  const [zh, setZh] = useState('')
  const [en, setEn] = useState('')
  const [key, setKey] = useState('')
  const [from, setFrom] = useState(blank)
  const copies = policies.flatMap(({ inForce, title }) =>
    inForce ? [{ value: inForce.versionId, label: text('copy-of', { title: say.title(title) }) }] : [],
  )
  const create = useMutation({
    mutationFn: () =>
      versionOf(
        api.POST('/api/return-policies', {
          body: {
            key: key.trim(),
            title: { en: en.trim(), 'zh-CN': zh.trim() },
            fromVersionId: from === blank ? null : from,
          },
        }),
      ),
    onSuccess: async (version) => {
      await keepVersion(version)
      void navigate({
        to: '/returns/policies/{-$policy}',
        params: { policy: version.content.key },
        search: { version: version.id },
      })
    },
  })
  const { error } = create
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={text('add-policy')} width="narrow">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        {error && !fieldError(error, 'key') && <Banner tone="danger">{error.message}</Banner>}
        <Field label={text('title-zh')} required>
          <Input required lang="zh-CN" value={zh} maxLength={300} onChange={(event) => setZh(event.target.value)} />
        </Field>
        <Field label={text('title-en')} required>
          <Input required lang="en" value={en} maxLength={300} onChange={(event) => setEn(event.target.value)} />
        </Field>
        <Field label={text('key')} help={text('key-help')} error={fieldError(error, 'key')} required>
          <Input
            required
            value={key}
            maxLength={60}
            pattern="[a-z][a-z0-9]*(-[a-z0-9]+)*"
            onChange={(event) => setKey(event.target.value)}
          />
        </Field>
        <Field label={text('begin-with')}>
          <Select value={from} options={[{ value: blank, label: text('blank-tree') }, ...copies]} onValue={setFrom} />
        </Field>
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" tone="primary" pending={create.isPending}>
            {text('begin')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
