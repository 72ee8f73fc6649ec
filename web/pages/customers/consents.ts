import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'

export type Consents = Schemas['Consents']
export type ConsentOfPurpose = Schemas['ConsentOfPurpose']
export type ContactPermission = Schemas['ContactPermission']
export type ConsentStatement = Schemas['ConsentStatement']
export type NewConsent = Schemas['NewConsent']

/** What a customer has agreed to, and every word that was recorded of it. */
export const consentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id, 'consents'],
    queryFn: () => answered(api.GET('/api/customers/{id}/consents', { params: { path: { id } } })),
  })

/** The ways that lead to a customer for a purpose, each kind of address once; those that are of another channel are none. */
export function waysFor(purpose: Pick<ConsentOfPurpose, 'contacts'>): ContactPermission[] {
  const ways = purpose.contacts.filter(({ reason }) => reason !== 'wrong-channel')
  return [...new Map(ways.map((way) => [way.kind, way])).values()]
}

/** The moment that a chosen day stands for: nothing for today, so that the server takes this moment. */
export const momentOfDay = (day: string, today: string): { saidAt?: string } =>
  day === '' || day === today ? {} : { saidAt: new Date(`${day}T12:00`).toISOString() }

/** A day as a date field has it, in the reader's own zone. */
export const dayOf = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
