import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { type PolicyOfList, policiesQuery, policyOfVersion, versionsQuery } from '../../parts/policies/versions.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { keepReplay, monthsBefore, type Replay } from './replays.ts'

interface NewReplayDialogProps {
  /** The version that the page is about, if it is about one. */
  readonly version: string | undefined
  /** Called with what was begun; without where nothing was. */
  readonly onClose: (begun?: Replay) => void
}

/** Which version, over which days. */
export function NewReplayDialog({ version, onClose }: NewReplayDialogProps) {
  const text = useText('replays')
  const policies = useQuery(policiesQuery)
  const owner = useQuery({ ...policyOfVersion(version ?? ''), enabled: version !== undefined })
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={text('add')} description={text('add-detail')}>
      {policies.isError && !policies.data ? (
        <ErrorState error={policies.error} onRetry={() => void policies.refetch()} />
      ) : policies.data && !owner.isLoading ? (
        <ReplayForm policies={policies.data} ownerId={owner.data} version={version} onClose={onClose} />
      ) : (
        <SkeletonLines lines={6} />
      )}
    </Dialog>
  )
}

interface ReplayFormProps extends NewReplayDialogProps {
  readonly policies: readonly PolicyOfList[]
  /** The policy of the version that the page is about. */
  readonly ownerId: string | undefined
}

function ReplayForm({ policies, ownerId, version, onClose }: ReplayFormProps) {
  const text = useText('replays')
  const words = useText('ui')
  const language = useLanguage()
  const meant = policies.find(({ id }) => id === ownerId) ?? policies.find(({ open }) => open) ?? policies[0]
  const [policyId, setPolicy] = useState(meant?.id ?? '')
  const [chosen, setChosen] = useState<string | undefined>(version)
  const [days, setDays] = useState(() => monthsBefore(new Date().toISOString().slice(0, 10), 3))
  const versions = useQuery(versionsQuery(policyId))
  const rows = versions.data ?? []
  const versionId = rows.find(({ id }) => id === chosen)?.id ?? rows[0]?.id
  const begin = useMutation({
    mutationFn: () => answered(api.POST('/api/replays', { body: { versionId: versionId ?? '', ...days } })),
    onSuccess: async (begun) => {
      await keepReplay(begun)
      onClose(begun)
    },
  })
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (versionId) begin.mutate()
      }}
    >
      {begin.error && <Banner tone="danger">{begin.error.message}</Banner>}
      <Field label={text('policy')}>
        <Select
          value={policyId}
          options={policies.map(({ id, title }) => ({ value: id, label: title[language] }))}
          onValue={(id) => {
            setPolicy(id)
            setChosen(undefined)
          }}
        />
      </Field>
      <Field label={text('version')} help={text('version-help')}>
        <Select
          value={versionId ?? ''}
          disabled={rows.length === 0}
          options={rows.map(({ id, number, state, isInForce }) => ({
            value: id,
            label: text('version-option', { number, state: text(isInForce ? 'in-force' : `version.${state}`) }),
          }))}
          onValue={setChosen}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={text('from')} required>
          <Input type="date" value={days.from} onChange={({ target }) => setDays({ ...days, from: target.value })} />
        </Field>
        <Field label={text('to')} required>
          <Input type="date" value={days.to} onChange={({ target }) => setDays({ ...days, to: target.value })} />
        </Field>
      </div>
      <FormActions>
        <Button onClick={() => onClose()}>{words('cancel')}</Button>
        <Button type="submit" tone="primary" disabled={!versionId} pending={begin.isPending}>
          {text('begin')}
        </Button>
      </FormActions>
    </form>
  )
}
