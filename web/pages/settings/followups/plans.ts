import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../../api/client.ts'

export type Plan = Schemas['FollowUpPlan']
export type NewPlan = Schemas['NewFollowUpPlan']
export type Counts = Schemas['FollowUpCounts']

/** All plans; asked for again while one has not been counted yet. */
export const plansQuery = queryOptions({
  queryKey: ['follow-up-plans'],
  queryFn: async () => (await answered(api.GET('/api/follow-up-plans'))).items,
  refetchInterval: ({ state }) =>
    state.data?.some(({ active, counts }) => active && counts === null) === true ? 15_000 : false,
})

/** Every so many weeks unless told: the desk's own defaults, for important customers twice as often. */
export const usualWeeks = { all: 8, important: 4 } as const

export const emptyPlan: NewPlan = {
  name: '',
  active: true,
  weeks: usualWeeks.all,
  againDays: 3,
  way: 'email',
  segment: { important: false, languages: [], storeIds: [], boughtWithinDays: null, leastOrders: null },
  texts: [{ language: 'en', subject: '', text: '' }],
}

/** What of a plan is sent. */
export const asNew = ({ name, active, weeks, againDays, way, segment, texts }: NewPlan): NewPlan => ({
  name,
  active,
  weeks,
  againDays,
  way,
  segment,
  texts,
})

/** A plan whose importance was switched: weeks that are still the usual ones go with it. */
export function withImportance(plan: NewPlan, important: boolean): NewPlan {
  const [from, to] = important ? [usualWeeks.all, usualWeeks.important] : [usualWeeks.important, usualWeeks.all]
  return { ...plan, weeks: plan.weeks === from ? to : plan.weeks, segment: { ...plan.segment, important } }
}

/** A whole number as a field has it; empty is no limit. */
export const numberIn = (written: string): number | null => (written.trim() === '' ? null : Number(written))
