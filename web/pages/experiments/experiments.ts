import { queryOptions } from '@tanstack/react-query'
import { answered, api, changesNothing, type Schemas } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'

export type Experiment = Schemas['Experiment']
export type ExperimentLine = Schemas['ExperimentLine']
export type Arm = Schemas['ExperimentArm']
export type Comparison = Schemas['ExperimentComparison']
export type NewExperiment = Schemas['NewExperiment']

/** While one runs, it is asked for again so often. */
const refreshMs = 15_000

/** One experiment, asked for again while it runs. */
export const experimentQuery = (id: string) =>
  queryOptions({
    queryKey: ['experiment', id],
    queryFn: () => answered(api.GET('/api/experiments/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? refreshMs : false),
  })

/** How many returns an experiment would take. */
export const sizeQuery = (question: Schemas['ExperimentQuestion']) =>
  queryOptions({
    queryKey: ['experiment-size', question],
    queryFn: () => answered(api.POST('/api/experiment-sizes', { headers: changesNothing, body: question })),
    enabled: question.policyId !== '',
    placeholderData: (before) => before,
  })

/** Shows an experiment as it is after a step, and has the lists asked for again. */
export async function keepExperiment(experiment: Experiment): Promise<void> {
  queries.setQueryData(experimentQuery(experiment.id).queryKey, experiment)
  await queries.invalidateQueries({ queryKey: ['experiments'] })
}

/** A version of a policy as an arm. */
export const armLetter = (position: number): string => 'ABCD'[position] ?? String(position)
