import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'

export type ReturnOfTicket = Schemas['ReturnOfTicket']
export type ReturnRequest = Schemas['ReturnRequest']
export type Proposal = NonNullable<ReturnOfTicket['proposal']>
export type FactLine = Schemas['ReturnFactLine']
export type Verdict = Schemas['ReturnVerdict']
export type Because = Schemas['ReturnBecause']
export type Option = Schemas['ReturnOption']
export type Cost = Schemas['ReturnCost']
export type Stop = Schemas['ReturnStop']
export type Answer = 'insists' | 'accepts' | 'gives-up' | 'silent'
export type Outcome = NonNullable<ReturnRequest['outcome']>

/** What a buyer can be taken to mean by what they wrote; silence is no answer that is written. */
export const writtenAnswers = ['insists', 'accepts', 'gives-up'] as const satisfies readonly Answer[]

export const conditions = [
  'original',
  'opened',
  'used',
  'damaged',
  'parts-missing',
  'different',
] as const satisfies readonly Schemas['ReturnGrading']['condition'][]

export const dispositions = [
  'resellable',
  'refurbish',
  'spare-parts',
  'supplier',
  'disposed',
] as const satisfies readonly NonNullable<Schemas['ReturnGrading']['disposition']>[]

export const payers = ['buyer', 'seller', 'marketplace'] as const satisfies readonly NonNullable<
  Schemas['ReturnLabelChange']['payer']
>[]

export const outcomes = [
  'withdrawn',
  'refunded',
  'partly-refunded',
  'kept',
  'replaced',
  'refused',
  'delivered',
  'marketplace-decided',
] as const satisfies readonly Outcome[]

/** The return of a ticket. The first words of its key are those of its ticket: it is fetched again with it. */
export const returnQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['ticket', ticketId, 'return'],
    queryFn: () => answered(api.GET('/api/tickets/{ticketId}/return', { params: { path: { ticketId } } })),
  })

/** What a return of a ticket would begin with, were it so as is stated. */
export const proposalQuery = (ticketId: string, body: Schemas['NewReturn']) =>
  queryOptions({
    queryKey: ['ticket', ticketId, 'return', 'proposal', body],
    queryFn: () =>
      answered(api.POST('/api/tickets/{ticketId}/return/proposal', { params: { path: { ticketId } }, body })),
  })

/** One return, open or ended. */
export const oneReturnQuery = (ticketId: string, id: string) =>
  queryOptions({
    queryKey: ['ticket', ticketId, 'return', id],
    queryFn: () => answered(api.GET('/api/returns/{id}', { params: { path: { id } } })),
  })

/** What the stops that count have cost together; null where something is not known. */
export function sumOf(costs: readonly Pick<Cost, 'amount'>[]): number | null {
  let sum = 0
  for (const { amount } of costs) {
    if (amount === null) return null
    sum += amount
  }
  return sum
}

/** The letter that a decision has sent: one that no stop knew before. */
export function newLetter(before: ReturnRequest, after: ReturnRequest): string | undefined {
  const known = new Set(before.stops.map(({ messageId }) => messageId))
  return after.stops.findLast(({ messageId }) => messageId !== null && !known.has(messageId))?.messageId ?? undefined
}

/** Whether somebody above has granted this very resolution; null is the act of the step itself. */
export const isGranted = ({ approval }: Pick<ReturnRequest, 'approval'>, option: string | null): boolean =>
  approval?.state === 'granted' && approval.option === option

/** Whether a message of a ticket is a letter of one of its returns, which stands anew once it is taken back. */
export const isLetterOf = ({ request }: Pick<ReturnOfTicket, 'request'>, messageId: string): boolean =>
  request?.stops.some((stop) => stop.messageId === messageId) ?? false
