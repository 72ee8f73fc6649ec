import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { sessionQuery, useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input } from '../../../ui/Input.tsx'
import { Select } from '../../../ui/Select.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { DeleteButton } from '../DeleteButton.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { problemAt } from '../problems.ts'
import { useFirstField } from '../useFirstField.ts'
import { PermissionReach } from './PermissionReach.tsx'
import { type Role, rolesQuery, useRoles } from './roles.ts'

interface RoleFormProps {
  /** Absent for a new role. */
  readonly role?: Role
  readonly onDone: () => void
}

const renew = () => queries.invalidateQueries({ queryKey: rolesQuery.queryKey })

/** What a role is called and what it permits; a new one starts from the pattern of another. */
export function RoleForm({ role, onDone }: RoleFormProps) {
  const text = useText('members')
  const box = useFirstField<HTMLFormElement>()
  const words = useText('ui')
  const form = useId()
  const mayWrite = useMay('roles.write')
  const { all, nameOf } = useRoles()
  const first = role ?? all.find(({ key }) => key === 'agent') ?? all[0]
  const [patternId, setPatternId] = useState(first?.id ?? '')
  const [nameZh, setNameZh] = useState(role?.nameZh ?? '')
  const [nameEn, setNameEn] = useState(role?.nameEn ?? '')
  const [permissions, setPermissions] = useState(first?.permissions ?? {})
  const save = useMutation({
    mutationFn: () => {
      const body = { nameZh: nameZh.trim(), nameEn: nameEn.trim(), permissions }
      return role
        ? answered(api.PUT('/api/roles/{id}', { params: { path: { id: role.id } }, body }))
        : answered(api.POST('/api/roles', { body: { ...body, patternId } }))
    },
    onSuccess: async () => {
      toast(text('saved'))
      onDone()
      await renew()
      // Perhaps it is a role of one's own: what the menu offers follows.
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
  // Every permission of the house is held by some role; the shipped ones see to that.
  const known = [...new Set(all.flatMap((each) => Object.keys(each.permissions)))].sort()
  return (
    <div className="flex flex-col gap-4">
      <FormProblem error={save.error} fields={['nameZh', 'nameEn']} />
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
            <Field label={text('name-zh')} error={problemAt(save.error, 'nameZh')} required>
              <Input value={nameZh} maxLength={80} onChange={(event) => setNameZh(event.target.value)} />
            </Field>
            <Field label={text('name-en')} error={problemAt(save.error, 'nameEn')} required>
              <Input value={nameEn} maxLength={80} onChange={(event) => setNameEn(event.target.value)} />
            </Field>
            {!role && (
              <Field label={text('pattern')} help={text('pattern-help')} className="sm:col-span-2">
                <Select
                  value={patternId}
                  options={all.map((each) => ({ value: each.id, label: nameOf(each) }))}
                  onValue={(id) => {
                    setPatternId(id)
                    setPermissions(all.find((each) => each.id === id)?.permissions ?? {})
                  }}
                />
              </Field>
            )}
          </div>
          <PermissionReach known={known} permissions={permissions} onPermissions={setPermissions} />
        </fieldset>
      </form>
      <FormActions>
        {role && mayWrite && !role.shipped && (
          <DeleteButton
            label={text('delete')}
            title={text('delete-title', { name: nameOf(role) })}
            detail={text('delete-role-detail')}
            done={text('deleted', { name: nameOf(role) })}
            remove={() => answered(api.DELETE('/api/roles/{id}', { params: { path: { id: role.id } } }))}
            onDeleted={() => {
              onDone()
              return renew()
            }}
          />
        )}
        <Button onClick={onDone}>{words(mayWrite ? 'cancel' : 'close')}</Button>
        {mayWrite && (
          <Button
            type="submit"
            form={form}
            tone="primary"
            pending={save.isPending}
            disabled={!nameZh.trim() || !nameEn.trim()}
          >
            {role ? words('save') : text('add-role')}
          </Button>
        )}
      </FormActions>
    </div>
  )
}
