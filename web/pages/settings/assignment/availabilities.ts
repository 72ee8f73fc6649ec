import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../../api/client.ts'

export type Availability = Schemas['Availability']
export type DutyState = Availability['state']

export const dutyStates = ['on-duty', 'off-duty', 'away'] as const

/** Everybody who works on tickets: whether they are there, and their load. */
export const availabilitiesQuery = queryOptions({
  queryKey: ['availabilities'],
  queryFn: () => answered(api.GET('/api/availabilities')),
})
