import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input } from '../../../ui/Input.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { DeleteButton } from '../DeleteButton.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { Picks } from '../Picks.tsx'
import { problemAt } from '../problems.ts'
import { useFirstField } from '../useFirstField.ts'
import type { Member } from './roles.ts'
import { type Team, teamsQuery } from './teams.ts'

interface TeamFormProps {
  /** Absent for a new team. */
  readonly team?: Team
  readonly members: readonly Member[]
  readonly onDone: () => void
}

const renew = () => queries.invalidateQueries({ queryKey: teamsQuery.queryKey })

/** What a team is called, and who belongs to it. */
export function TeamForm({ team, members, onDone }: TeamFormProps) {
  const text = useText('members')
  const words = useText('ui')
  const box = useFirstField<HTMLFormElement>()
  const form = useId()
  const mayWrite = useMay('members.write')
  const [name, setName] = useState(team?.name ?? '')
  const [memberIds, setMemberIds] = useState(team?.memberIds ?? [])
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), memberIds }
      return team
        ? answered(api.PUT('/api/teams/{id}', { params: { path: { id: team.id } }, body }))
        : answered(api.POST('/api/teams', { body }))
    },
    onSuccess: () => {
      toast(text('saved'))
      onDone()
      return renew()
    },
  })
  // Whoever was deactivated can be taken out of a team, but not put into one.
  const choices = members
    .filter(({ id, state }) => state !== 'deactivated' || memberIds.includes(id))
    .map((member) => ({ value: member.id, label: member.name, keywords: member.email }))
  const problem = problemAt(save.error, 'memberIds')
  return (
    <div className="flex flex-col gap-4">
      <FormProblem error={save.error} fields={['name', 'memberIds']} />
      <form
        ref={box}
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-4">
          <Field label={text('team-name')} error={problemAt(save.error, 'name')} required>
            <Input value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
          </Field>
          <fieldset className="min-w-0">
            <legend className="mb-1.5 text-sm font-medium">{text('people')}</legend>
            <Picks label={text('add-member')} choices={choices} values={memberIds} onValues={setMemberIds} />
            {problem && (
              <p role="alert" className="mt-1.5 text-sm text-danger-ink">
                {problem}
              </p>
            )}
          </fieldset>
        </fieldset>
      </form>
      <FormActions>
        {team && mayWrite && (
          <DeleteButton
            label={text('delete')}
            title={text('delete-title', { name: team.name })}
            detail={text('delete-team-detail')}
            done={text('deleted', { name: team.name })}
            remove={() => answered(api.DELETE('/api/teams/{id}', { params: { path: { id: team.id } } }))}
            onDeleted={() => {
              onDone()
              return renew()
            }}
          />
        )}
        <Button onClick={onDone}>{words(mayWrite ? 'cancel' : 'close')}</Button>
        {mayWrite && (
          <Button type="submit" form={form} tone="primary" pending={save.isPending} disabled={!name.trim()}>
            {team ? words('save') : text('add-team')}
          </Button>
        )}
      </FormActions>
    </div>
  )
}
