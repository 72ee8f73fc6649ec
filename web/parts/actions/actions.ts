import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'

export type Action = Schemas['Action']
export type ActionDetail = Schemas['ActionDetail']
export type Department = Schemas['Department']
export type Evidence = Schemas['Evidence']

/** One action with its evidence, answer and steps. */
export const actionQuery = (id: string) =>
  queryOptions({
    queryKey: ['action', id],
    queryFn: () => answered(api.GET('/api/actions/{id}', { params: { path: { id } } })),
  })

/** The departments that can be asked, with who answers for them. */
export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: async () => (await answered(api.GET('/api/departments'))).items,
})

/** What was asked of departments on a ticket. */
export const actionsOfTicketQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['ticket', ticketId, 'actions'],
    queryFn: async () =>
      (await answered(api.GET('/api/tickets/{id}/actions', { params: { path: { id: ticketId } } }))).items,
  })

/** Shows an action as it is after a step, and has the lists asked for again. */
export async function keepAction(detail: ActionDetail): Promise<void> {
  queries.setQueryData(actionQuery(detail.id).queryKey, detail)
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['actions'] }),
    ...(detail.ticket ? [queries.invalidateQueries({ queryKey: ['ticket', detail.ticket.id] })] : []),
  ])
}
