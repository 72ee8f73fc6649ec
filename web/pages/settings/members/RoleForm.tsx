import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { sessionQuery, useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input } from '../../../ui/Input.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { problemAt } from '../problems.ts'
import { useFirstField } from '../useFirstField.ts'
import { PermissionReach } from './PermissionReach.tsx'
import { type Role, rolesQuery, useRoles } from './roles.ts'

interface RoleFormProps {
  readonly role: Role
  readonly onDone: () => void
}

/** What a role is called and what it permits. */
export function RoleForm({ role, onDone }: RoleFormProps) {
  const text = useText('members')
  const box = useFirstField<HTMLFormElement>()
  const words = useText('ui')
  const mayWrite = useMay('roles.write')
  const { all } = useRoles()
  const [nameZh, setNameZh] = useState(role.nameZh)
  const [nameEn, setNameEn] = useState(role.nameEn)
  const [permissions, setPermissions] = useState(role.permissions)
  const save = useMutation({
    mutationFn: () =>
      answered(
        api.PUT('/api/roles/{id}', { params: { path: { id: role.id } }, body: { nameZh, nameEn, permissions } }),
      ),
    onSuccess: async () => {
      toast(text('saved'))
      onDone()
      await queries.invalidateQueries({ queryKey: rolesQuery.queryKey })
      // Perhaps it is a role of one's own: what the menu offers follows.
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
  // Every permission of the house is held by some role; the shipped ones see to that.
  const known = [...new Set(all.flatMap((each) => Object.keys(each.permissions)))].sort()
  return (
    <form
      ref={box}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <FormProblem error={save.error} fields={['nameZh', 'nameEn']} />
      <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={text('name-zh')} error={problemAt(save.error, 'nameZh')} required>
            <Input value={nameZh} maxLength={80} onChange={(event) => setNameZh(event.target.value)} />
          </Field>
          <Field label={text('name-en')} error={problemAt(save.error, 'nameEn')} required>
            <Input value={nameEn} maxLength={80} onChange={(event) => setNameEn(event.target.value)} />
          </Field>
        </div>
        <PermissionReach known={known} permissions={permissions} onPermissions={setPermissions} />
      </fieldset>
      <FormActions>
        <Button onClick={onDone}>{words(mayWrite ? 'cancel' : 'close')}</Button>
        {mayWrite && (
          <Button type="submit" tone="primary" pending={save.isPending}>
            {words('save')}
          </Button>
        )}
      </FormActions>
    </form>
  )
}
