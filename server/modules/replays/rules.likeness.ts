import type { OfferKind, Step } from './schema.past.ts'

type Moves = Extract<Step, { kind: 'letter' }>['offers']

/** By which a letter or an act is known again in another version: its template, and what it offers or does. */
export const likenessOf = (template: string | null, moves: Moves): string => `${template ?? ''} ${movesLikeness(moves)}`

/** Of what kind an option is, whatever it is called: what it does. */
export const movesLikeness = (moves: Moves): string => moves.map(moveLikeness).join(' ')

function moveLikeness(move: Moves[number]): string {
  if (move.do === 'fee' || move.do === 'refund' || move.do === 'keep-item-refund') return `${move.do}=${move.percent}`
  if (move.do === 'shipping') return `shipping=${move.paidBy}`
  return move.do === 'refuse' ? `refuse=${move.reason}` : move.do
}

/** What a letter asks or offers: of several things the one that weighs most with the buyer. */
export function offerKindOf(moves: Moves): OfferKind {
  const does = new Set<string>(moves.map((move) => move.do))
  const asksFee = !does.has('waive-fee') && moves.some((move) => move.do === 'fee' && move.percent > 0)
  if (does.has('refuse')) return 'refuses'
  if (asksFee) return 'fee'
  if (moves.some((move) => move.do === 'shipping' && move.paidBy === 'buyer')) return 'buyer-pays-shipping'
  if (does.has('keep-item-refund') || does.has('send-part')) return 'part-refund'
  if (does.has('ask-photos')) return 'photos'
  return moves.length > 0 ? 'all' : 'other'
}

/** How a letter stands in the row of letters: first, second, any later one. */
export const answerQuestion = (offer: OfferKind | '', lettersBefore: number): string =>
  `answer ${offer === '' ? 'other' : offer} ${Math.min(lettersBefore, 2)}`
