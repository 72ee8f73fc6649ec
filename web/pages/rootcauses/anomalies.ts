import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'

export type Anomaly = Schemas['Anomaly']
export type AnomalyDetail = Schemas['AnomalyDetail']
export type ChartWeek = Schemas['AnomalyChartWeek']

/** One anomaly with its chart, reasons, costs and comments. */
export const anomalyQuery = (id: string) =>
  queryOptions({
    queryKey: ['anomaly', id],
    queryFn: () => answered(api.GET('/api/anomalies/{id}', { params: { path: { id } } })),
  })

/** When the desk looked last. */
export const lookQuery = queryOptions({
  queryKey: ['anomaly-look'],
  queryFn: () => answered(api.GET('/api/anomaly-looks')),
})

/** Shows an anomaly as it is after a step, and has the lists asked for again. */
export async function keepAnomaly(detail: AnomalyDetail): Promise<void> {
  queries.setQueryData(anomalyQuery(detail.id).queryKey, detail)
  await queries.invalidateQueries({ queryKey: ['anomalies'] })
}

/** How many times as many came back as were to be expected; none where next to nothing was. */
export const timesExpected = ({ observed, expected }: Pick<Anomaly, 'observed' | 'expected'>): number | null =>
  expected > 0.05 ? observed / expected : null
