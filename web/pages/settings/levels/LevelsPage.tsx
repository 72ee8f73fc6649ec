import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { problemAt } from '../problems.ts'
import { LevelPreview } from './LevelPreview.tsx'
import { type Levels, type LevelText, numbersIn, textsOf } from './levels.ts'
import { Threshold } from './Threshold.tsx'

const queryKey = ['customer-thresholds']

/** From what on a customer is important, or a risk. */
export function LevelsPage() {
  const text = useText('customerLevels')
  const levels = useQuery({ queryKey, queryFn: () => answered(api.GET('/api/customer-thresholds')) })
  return (
    <>
      <PageHeader title={useText('settings')('customer-levels')} description={text('detail')} />
      {levels.isPending && <SkeletonLines lines={6} />}
      {levels.isError && <ErrorState error={levels.error} onRetry={() => void levels.refetch()} />}
      {levels.data && <LevelsForm key={JSON.stringify(levels.data)} {...levels.data} />}
    </>
  )
}

function LevelsForm({ thresholds, shipped }: { readonly thresholds: Levels; readonly shipped: Levels }) {
  const text = useText('customerLevels')
  const customers = useText('customers')
  const words = useText('ui')
  const mayWrite = useMay('workspace.write')
  const [typed, setTyped] = useState(textsOf(thresholds))
  const wanted = numbersIn(typed)
  const save = useMutation({
    mutationFn: (body: Levels) => answered(api.PUT('/api/customer-thresholds', { body })),
    onSuccess: async (saved) => {
      queries.setQueryData(queryKey, saved)
      toast(text('saved'))
      // The standing of whoever is open is another one now.
      await queries.invalidateQueries({ queryKey: ['customer'] })
    },
  })
  const field = (name: keyof LevelText) => ({
    value: typed[name],
    error: problemAt(save.error, name),
    onValue: (value: string) => setTyped({ ...typed, [name]: value }),
  })
  const from = (level: string) => text('from-orders', { level })
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted) save.mutate(wanted)
      }}
    >
      <FormProblem error={save.error} fields={Object.keys(typed)} />
      <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-4">
        <Card title={text('value')}>
          <p className="mb-3 text-sm text-muted">{text('value-detail')}</p>
          <div className="grid gap-3 sm:grid-cols-3">
            <Threshold label={from(customers('tier.returning'))} least={2} {...field('returningOrders')} />
            <Threshold label={from(customers('tier.regular'))} least={2} {...field('regularOrders')} />
            <Threshold label={from(customers('tier.key'))} least={2} {...field('keyOrders')} />
          </div>
        </Card>
        <Card title={text('risk')}>
          <p className="mb-3 text-sm text-muted">{text('risk-detail')}</p>
          <div className="grid gap-4 md:grid-cols-2">
            {(['watch', 'high'] as const).map((risk) => (
              <fieldset key={risk} className="flex min-w-0 flex-col gap-3">
                <legend className="mb-2 font-medium">{text('risk-from', { level: customers(`risk.${risk}`) })}</legend>
                <Threshold
                  label={text('percent')}
                  help={text('percent-help')}
                  most={100}
                  {...field(`${risk}Percent`)}
                />
                <Threshold label={text('pieces')} help={text('pieces-help')} {...field(`${risk}Returned`)} />
                <Threshold label={text('claims')} most={1_000} {...field(`${risk}Claims`)} />
                {risk === 'watch' && <Threshold label={text('outside')} {...field('watchOutsidePolicy')} />}
              </fieldset>
            ))}
          </div>
        </Card>
        {mayWrite && <LevelPreview wanted={wanted} />}
        {mayWrite && (
          <FormActions>
            <Button onClick={() => setTyped(textsOf(shipped))}>{text('reset')}</Button>
            <Button type="submit" tone="primary" pending={save.isPending}>
              {words('save')}
            </Button>
          </FormActions>
        )}
      </fieldset>
    </form>
  )
}
