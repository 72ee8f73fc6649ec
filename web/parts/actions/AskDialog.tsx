import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { fieldError, ProblemError } from '../../api/problem.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { DateTimePicker } from '../../ui/DateTimePicker.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Input, Textarea } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/Toast.tsx'
import { type ActionDetail, type Department, departmentsQuery, keepAction } from './actions.ts'
import { type Attached, EvidenceFields } from './EvidenceFields.tsx'

/** What a person has filled in. */
export type Asked = Omit<Schemas['NewAction'], 'ticketId' | 'evidence'>

interface AskDialogProps {
  /** What stands in the fields at first. */
  readonly first?: { readonly title: string; readonly ask: string }
  /** Departments of these fields are proposed first. */
  readonly prefers?: readonly Department['field'][]
  /** Whether evidence can be attached by hand; where the desk attaches its own it is not asked for. */
  readonly attaches: boolean
  readonly send: (asked: Asked, evidence: Schemas['AttachedEvidence'][]) => Promise<ActionDetail>
  readonly onAsked: (action: ActionDetail) => void
  readonly onClose: () => void
}

const anybody = 'anybody'

/** Asks a department for something. */
export function AskDialog(props: AskDialogProps) {
  const text = useText('actions')
  const departments = useQuery(departmentsQuery)
  const active = departments.data?.filter((each) => each.active)
  return (
    <Dialog open onOpen={props.onClose} title={text('ask')} description={text('ask-detail')}>
      {departments.isPending && <SkeletonLines lines={6} />}
      {departments.isError && !active && (
        <ErrorState error={departments.error} onRetry={() => void departments.refetch()} />
      )}
      {active?.length === 0 && (
        <Banner tone="warn" title={text('no-departments')}>
          {text('no-departments-detail')}
        </Banner>
      )}
      {active && active.length > 0 && <AskForm departments={active} {...props} />}
    </Dialog>
  )
}

function AskForm(props: AskDialogProps & { readonly departments: readonly Department[] }) {
  const { departments, first, prefers = [], attaches, send, onAsked, onClose } = props
  const text = useText('actions')
  const words = useText('ui')
  const formats = useFormats()
  const [departmentId, setDepartmentId] = useState(
    () =>
      (
        departments.find(({ field }) => prefers.includes(field)) ??
        (departments.length === 1 ? departments[0] : undefined)
      )?.id ?? '',
  )
  const [title, setTitle] = useState(first?.title ?? '')
  const [request, setRequest] = useState(first?.ask ?? '')
  const [ownerId, setOwnerId] = useState(anybody)
  const [dueAt, setDueAt] = useState<Date | null>(null)
  const [evidence, setEvidence] = useState<readonly Attached[]>([])
  const people = departments.find(({ id }) => id === departmentId)?.members ?? []
  const asking = useMutation({
    mutationFn: () =>
      send(
        {
          departmentId,
          title: title.trim(),
          ask: request.trim(),
          ...(ownerId !== anybody && { ownerId }),
          ...(dueAt && { dueAt: dueAt.toISOString() }),
        },
        evidence.filter(({ ref }) => ref.trim()).map(({ kind, ref }) => ({ kind, ref: ref.trim() })),
      ),
    onSuccess: async (action) => {
      toast(text('asked', { department: action.department.name, moment: formats.day(new Date(action.dueAt)) }))
      await keepAction(action)
      onAsked(action)
    },
  })
  const { error } = asking
  const isAtField = error instanceof ProblemError && error.fields.length > 0
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        asking.mutate()
      }}
    >
      {error && !isAtField && <Banner tone="danger">{error.message}</Banner>}
      <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
        <Field label={text('department')} error={fieldError(error, 'departmentId')} required>
          <Select
            value={departmentId}
            placeholder
            options={departments.map(({ id, name }) => ({ value: id, label: name }))}
            onValue={(chosen) => {
              setDepartmentId(chosen)
              setOwnerId(anybody)
            }}
          />
        </Field>
        <Field label={text('owner')} error={fieldError(error, 'ownerId')}>
          <Select
            value={ownerId}
            options={[
              { value: anybody, label: text('anybody') },
              ...people.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onValue={setOwnerId}
          />
        </Field>
      </div>
      <Field label={text('title')} error={fieldError(error, 'title')} required>
        <Input value={title} maxLength={160} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label={text('request')} error={fieldError(error, 'ask')} required>
        <Textarea value={request} rows={4} maxLength={5_000} onChange={(event) => setRequest(event.target.value)} />
      </Field>
      <Field label={text('due')} help={text('due-help')} error={fieldError(error, 'dueAt')}>
        <DateTimePicker value={dueAt} onValue={setDueAt} min={new Date()} />
      </Field>
      {attaches && <EvidenceFields values={evidence} onValues={setEvidence} error={error} />}
      <FormActions>
        <Button onClick={onClose}>{words('cancel')}</Button>
        <Button
          type="submit"
          tone="primary"
          pending={asking.isPending}
          disabled={!departmentId || !title.trim() || !request.trim()}
        >
          {text('ask')}
        </Button>
      </FormActions>
    </form>
  )
}
