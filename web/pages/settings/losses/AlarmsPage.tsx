import { useMutation, useQuery } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Input } from '../../../ui/Input.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { Select } from '../../../ui/Select.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { LevelInput } from './LevelInput.tsx'
import { type Typed, textsOf, wantedOf } from './levels.ts'

type LossSettings = Schemas['LossSettings']
const queryKey = ['losses', 'settings']

/** From which return loss rate on it is shown in red, by category, and by which day a figure counts. */
export function AlarmsPage() {
  const text = useText('losses')
  const settings = useQuery({ queryKey, queryFn: () => answered(api.GET('/api/loss-settings')) })
  return (
    <>
      <PageHeader title={useText('settings')('losses')} description={text('alarms-detail')} />
      {settings.isPending && <SkeletonLines lines={6} />}
      {settings.isError && <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data && <AlarmsForm key={JSON.stringify(settings.data)} settings={settings.data} />}
    </>
  )
}

function AlarmsForm({ settings }: { readonly settings: LossSettings }) {
  const text = useText('losses')
  const words = useText('ui')
  const mayWrite = useMay('losses.write')
  const [typed, setTyped] = useState<Typed>(textsOf(settings))
  const save = useMutation({
    mutationFn: (body: LossSettings) => answered(api.PUT('/api/loss-settings', { body })),
    onSuccess: async (saved) => {
      queries.setQueryData(queryKey, saved)
      toast(text('saved'))
      await queries.invalidateQueries({ queryKey: ['losses'] })
    },
  })
  const change = (some: Partial<Typed>) => setTyped({ ...typed, ...some })
  const changeRow = (key: string, some: Partial<Typed['categories'][number]>) =>
    change({ categories: typed.categories.map((row) => (row.key === key ? { ...row, ...some } : row)) })
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(wantedOf(typed))
      }}
    >
      <FormProblem error={save.error} fields={[]} />
      <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-4">
        <Card title={text('alarm-levels')}>
          <p className="mb-3 text-sm text-muted">{text('alarm-levels-detail')}</p>
          <div className="grid gap-3 sm:grid-cols-2">
            <LevelInput label={text('level-all')} value={typed.all} onValue={(all) => change({ all })} />
            <LevelInput
              label={text('level-without')}
              value={typed.withoutQuality}
              onValue={(withoutQuality) => change({ withoutQuality })}
            />
          </div>
        </Card>
        <Card title={text('by-category')}>
          <p className="mb-3 text-sm text-muted">{text('by-category-detail')}</p>
          <div className="flex flex-col gap-3">
            {typed.categories.map((row) => (
              <div key={row.key} className="grid items-end gap-3 sm:grid-cols-[2fr_1fr_1fr_auto]">
                <Field label={text('category')} required>
                  <Input
                    value={row.category}
                    maxLength={120}
                    onChange={(event) => changeRow(row.key, { category: event.target.value })}
                  />
                </Field>
                <LevelInput label={text('level-all')} value={row.all} onValue={(all) => changeRow(row.key, { all })} />
                <LevelInput
                  label={text('level-without')}
                  value={row.withoutQuality}
                  onValue={(withoutQuality) => changeRow(row.key, { withoutQuality })}
                />
                <IconButton
                  icon={Trash2}
                  label={text('remove-category', { name: row.category })}
                  onClick={() => change({ categories: typed.categories.filter(({ key }) => key !== row.key) })}
                />
              </div>
            ))}
            <Button
              icon={Plus}
              className="self-start"
              onClick={() =>
                change({
                  categories: [
                    ...typed.categories,
                    { key: crypto.randomUUID(), category: '', all: typed.all, withoutQuality: typed.withoutQuality },
                  ],
                })
              }
            >
              {text('add-category')}
            </Button>
          </div>
        </Card>
        <Card title={text('basis-title')}>
          <Field label={text('filter-basis')}>
            <Select
              value={typed.basis}
              options={(['booked', 'ordered'] as const).map((value) => ({ value, label: text(`basis.${value}`) }))}
              onValue={(basis) => change({ basis })}
            />
          </Field>
        </Card>
        {mayWrite && (
          <FormActions>
            <Button type="submit" tone="primary" pending={save.isPending}>
              {words('save')}
            </Button>
          </FormActions>
        )}
      </fieldset>
    </form>
  )
}
