import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import type { Customer } from '../../parts/customers.ts'

export type Likeness = Schemas['Likeness']
export type Merge = Schemas['Merge']
export type NewMerge = Schemas['NewMerge']
export type MergeField = 'name' | 'language' | 'importance' | 'specialNeeds' | 'preferences'
export type Side = 'this' | 'other' | 'both'

/** Who may be the same person, the likeliest first. */
export const duplicatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id, 'duplicates'],
    queryFn: () => answered(api.GET('/api/customers/{id}/duplicates', { params: { path: { id } } })),
  })

/** How likely one other profile is the same person's, asked for anew at each look; of two that are one it is no question. */
export const likenessQuery = (id: string, otherId: string) =>
  queryOptions({
    queryKey: ['likeness', id, otherId],
    staleTime: 0,
    queryFn: () => answered(api.GET('/api/customers/{id}/likeness', { params: { path: { id }, query: { otherId } } })),
  })

/** What became part of a customer. */
export const mergesQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id, 'merges'],
    queryFn: () => answered(api.GET('/api/customers/{id}/merges', { params: { path: { id } } })),
  })

/** A line of two profiles side by side. */
export interface MergeRow {
  readonly field: MergeField
  /** The sides that one may choose from; the only one that says something where there is nothing to choose. */
  readonly sides: readonly Side[]
}

const fields: readonly MergeField[] = ['name', 'language', 'importance', 'specialNeeds', 'preferences']
const mayBeBoth: ReadonlySet<MergeField> = new Set(['specialNeeds', 'preferences'])

/** The fields in which at least one of two profiles says something, and what there is to choose; as the server has it. */
export function mergeRows(one: Customer, other: Customer): MergeRow[] {
  return fields.flatMap((field): MergeRow[] => {
    const [mine, theirs] = [saidIn(one, field), saidIn(other, field)]
    if (mine === '' && theirs === '') return []
    if (theirs === '' || mine === theirs) return [{ field, sides: ['this'] as const }]
    if (mine === '') return [{ field, sides: ['other'] as const }]
    return [
      { field, sides: mayBeBoth.has(field) ? (['both', 'this', 'other'] as const) : (['this', 'other'] as const) },
    ]
  })
}

function saidIn(customer: Customer, field: MergeField): string {
  if (field !== 'importance') return customer[field] ?? ''
  return customer.vip || customer.vipReason !== '' ? JSON.stringify([customer.vip, customer.vipReason]) : ''
}

/** What is sent: of each field with a choice the chosen side, the first where nobody chose. */
export const chosenFields = (
  rows: readonly MergeRow[],
  chosen: { readonly [field in MergeField]?: Side },
): NewMerge['fields'] =>
  Object.fromEntries(
    rows.filter(({ sides }) => sides.length > 1).map(({ field, sides }) => [field, chosen[field] ?? sides[0]]),
  )
