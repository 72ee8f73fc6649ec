import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input } from '../../../ui/Input.tsx'
import { toast } from '../../../ui/Toast.tsx'
import type { Calendar } from '../calendars/calendars.ts'
import { DeleteButton } from '../DeleteButton.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { problemAt } from '../problems.ts'
import { useFirstField } from '../useFirstField.ts'
import { ConditionFields } from './ConditionFields.tsx'
import { type Policy, type PolicyBody, policiesQuery } from './policies.ts'
import { readTargets, TargetRows, type WrittenTargets, writtenTargets } from './TargetRows.tsx'

interface PolicyFormProps {
  /** Absent for a new policy. */
  readonly policy?: Policy
  readonly calendars: readonly Calendar[]
  readonly onDone: () => void
}

type Rest = Omit<PolicyBody, 'targets'>

const empty: Rest = {
  name: '',
  kind: null,
  priority: null,
  storeId: null,
  marketplaceKind: null,
  channelKind: null,
  ceiling: false,
  active: true,
}

/** For which tickets a policy holds, and how long the desk may take with them. */
export function PolicyForm({ policy, calendars, onDone }: PolicyFormProps) {
  const text = useText('sla')
  const box = useFirstField<HTMLFormElement>()
  const words = useText('ui')
  const mayWrite = useMay('sla.write')
  const form = useId()
  const [rest, setRest] = useState<Rest>(() => (policy ? restOf(policy) : empty))
  const [written, setWritten] = useState<WrittenTargets>(() => writtenTargets(policy?.targets ?? []))
  const targets = readTargets(written)
  const change = (part: Partial<Rest>) => setRest({ ...rest, ...part })
  const renewed = () => queries.invalidateQueries({ queryKey: policiesQuery.queryKey })
  const save = useMutation({
    mutationFn: () => {
      const body = { ...rest, name: rest.name.trim(), targets }
      return policy
        ? answered(api.PUT('/api/sla-policies/{policyId}', { params: { path: { policyId: policy.id } }, body }))
        : answered(api.POST('/api/sla-policies', { body }))
    },
    onSuccess: () => {
      toast(text(policy ? 'saved' : 'policy-created'))
      onDone()
      return renewed()
    },
  })
  const wrong = (field: string) => problemAt(save.error, field)
  return (
    <div className="flex flex-col gap-4">
      <FormProblem
        error={save.error}
        fields={['name', 'kind', 'priority', 'storeId', 'marketplaceKind', 'channelKind', 'targets']}
      />
      <form
        ref={box}
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-5">
          <Field label={text('name')} error={wrong('name')} required className="max-w-md">
            <Input value={rest.name} maxLength={120} onChange={(event) => change({ name: event.target.value })} />
          </Field>
          <ConditionFields conditions={rest} wrong={wrong} onChange={change} />
          <TargetRows written={written} calendars={calendars} error={wrong('targets')} onWritten={setWritten} />
          <div className="flex flex-col gap-2">
            <Checkbox
              label={text('ceiling')}
              help={text('ceiling-help')}
              checked={rest.ceiling}
              onChecked={(ceiling) => change({ ceiling })}
            />
            <Checkbox label={text('on')} checked={rest.active} onChecked={(active) => change({ active })} />
          </div>
        </fieldset>
      </form>
      <FormActions>
        {policy && mayWrite && (
          <DeleteButton
            label={text('delete')}
            title={text('delete-policy-title', { name: policy.name })}
            detail={text('delete-policy-detail')}
            done={text('deleted', { name: policy.name })}
            remove={() =>
              answered(api.DELETE('/api/sla-policies/{policyId}', { params: { path: { policyId: policy.id } } }))
            }
            onDeleted={() => {
              onDone()
              return renewed()
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
            disabled={!rest.name.trim() || targets.length === 0}
          >
            {policy ? words('save') : text('add-policy')}
          </Button>
        )}
      </FormActions>
    </div>
  )
}

function restOf({ id: _id, updatedAt: _updatedAt, targets: _targets, ...rest }: Policy): Rest {
  return rest
}
