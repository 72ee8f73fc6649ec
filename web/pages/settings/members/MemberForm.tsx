import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay, useSession } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Combobox } from '../../../ui/Combobox.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input } from '../../../ui/Input.tsx'
import { Select } from '../../../ui/Select.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { spokenLanguages, zoneChoices } from '../choices.ts'
import { FormProblem } from '../FormProblem.tsx'
import { problemAt } from '../problems.ts'
import { Ticks } from '../Ticks.tsx'
import { useFirstField } from '../useFirstField.ts'
import { MemberEnding } from './MemberEnding.tsx'
import { type Member, useRoles } from './roles.ts'
import { StorePicks } from './StorePicks.tsx'

interface MemberFormProps {
  /** Absent for a new member. */
  readonly member?: Member
  readonly onInvited: (invited: Schemas['Invited']) => void
  readonly onDone: () => void
}

const fields = ['name', 'email', 'roleIds', 'speaks', 'storeIds', 'language', 'zone']

/** Who a member is, what they may do, and whom they answer. */
export function MemberForm({ member, onInvited, onDone }: MemberFormProps) {
  const text = useText('members')
  const box = useFirstField<HTMLFormElement>()
  const words = useText('ui')
  const formats = useFormats()
  const session = useSession()
  const mayWrite = useMay('members.write')
  const form = useId()
  const { all, nameOf } = useRoles()
  const [email, setEmail] = useState('')
  const [answers, setAnswers] = useState(() => member ?? newcomer(session, all.find(({ key }) => key === 'agent')?.id))
  const change = (part: Partial<typeof answers>) => setAnswers({ ...answers, ...part })
  const { name, language, zone, speaks, allStores, storeIds, roleIds } = answers
  const save = useMutation({
    mutationFn: async () => {
      const body = {
        name: name.trim(),
        language,
        zone,
        speaks: known(speaks),
        allStores,
        storeIds: allStores ? [] : storeIds,
        roleIds,
      }
      if (!member) return answered(api.POST('/api/members', { body: { ...body, email: email.trim() } }))
      await answered(api.PATCH('/api/members/{id}', { params: { path: { id: member.id } }, body }))
      return undefined
    },
    onSuccess: (invited) => {
      if (invited) onInvited(invited)
      else {
        toast(text('saved'))
        onDone()
      }
      return queries.invalidateQueries({ queryKey: ['members'] })
    },
  })
  const wrong = (field: string) => problemAt(save.error, field)
  return (
    <div className="flex flex-col gap-4">
      <FormProblem error={save.error} fields={fields} />
      <form
        ref={box}
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={text('name')} error={wrong('name')} required>
              <Input value={name} maxLength={80} onChange={(event) => change({ name: event.target.value })} />
            </Field>
            <Field label={text('email')} error={wrong('email')} required={!member}>
              <Input
                type="email"
                autoComplete="off"
                value={member?.email ?? email}
                readOnly={member !== undefined}
                onChange={(event) => setEmail(event.target.value)}
              />
            </Field>
          </div>
          <Ticks
            label={text('role')}
            help={text('role-help')}
            error={wrong('roleIds')}
            options={all.map((role) => ({ value: role.id, label: nameOf(role) }))}
            values={roleIds}
            onValues={(chosen) => change({ roleIds: chosen })}
          />
          <Ticks
            label={text('speaks')}
            help={text('speaks-help')}
            error={wrong('speaks')}
            options={spokenLanguages.map((code) => ({ value: code, label: formats.languageName(code) }))}
            values={speaks}
            onValues={(chosen) => change({ speaks: chosen })}
          />
          <StorePicks
            allStores={allStores}
            storeIds={storeIds}
            error={wrong('storeIds')}
            onChange={(chosen) => change(chosen)}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={text('language')} error={wrong('language')}>
              <Select
                value={language}
                options={[
                  { value: 'zh-CN', label: '简体中文' },
                  { value: 'en', label: 'English' },
                ]}
                onValue={(chosen) => change({ language: chosen })}
              />
            </Field>
            <Field label={text('zone')} error={wrong('zone')}>
              <Combobox
                label={text('zone')}
                value={zone}
                choices={zoneChoices(zone)}
                onValue={(chosen) => change({ zone: chosen })}
              />
            </Field>
          </div>
        </fieldset>
      </form>
      <FormActions>
        {member && mayWrite && <MemberEnding member={member} onInvited={onInvited} />}
        <Button onClick={onDone}>{words(mayWrite ? 'cancel' : 'close')}</Button>
        {mayWrite && (
          <Button
            type="submit"
            form={form}
            tone="primary"
            pending={save.isPending}
            disabled={!name.trim() || roleIds.length === 0 || (!member && !email.trim())}
          >
            {member ? words('save') : text('send-invitation')}
          </Button>
        )}
      </FormActions>
    </div>
  )
}

type Spoken = (typeof spokenLanguages)[number]

const known = (codes: readonly string[]): Spoken[] => spokenLanguages.filter((code) => codes.includes(code))

/** What a new member most likely is: an agent who works where the inviting one does. */
function newcomer(session: ReturnType<typeof useSession>, agentRole: string | undefined) {
  const { language, zone } = session.member
  const roleIds = agentRole ? [agentRole] : []
  return { name: '', language, zone, speaks: ['en'] as string[], allStores: true, storeIds: [] as string[], roleIds }
}
