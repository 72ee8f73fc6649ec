import { belongsToStore } from './rules.ts'
import type { ConsentState, ContactPermission, NewConsent, Purpose } from './schema.consents.ts'
import type { ContactKind } from './schema.ts'

type Answer = Pick<ContactPermission, 'allowed' | 'reason'>

const yes = (reason: Answer['reason']): Answer => ({ allowed: true, reason })
const no = (reason: Answer['reason']): Answer => ({ allowed: false, reason })

/**
 * Which purposes need a yes before the first word: offers, as advertising by e-mail does (directive 2002/58/EC art. 13),
 * and surveys, which courts count as advertising (BGH, 10 July 2018, VI ZR 225/17). A follow-up on something bought needs
 * none, and ends with the first no.
 */
const needsYes: { readonly [purpose in Purpose]: boolean } = {
  'follow-up-email': false,
  'follow-up-phone': false,
  'offers-email': true,
  survey: true,
}

/**
 * What a marketplace lets nobody send to the aliases it makes, whatever the buyer has said: Amazon forbids marketing,
 * coupons and repeated requests for reviews, eBay offers outside of it. Follow-ups on an order may go there; what they
 * say is looked at before each send.
 */
const forbiddenToAliases: ReadonlySet<Purpose> = new Set(['offers-email', 'survey'])

/** Whether a customer may be reached for a purpose at an address of a kind, and why or why not. */
export function mayContact(purpose: Purpose, consent: ConsentState, channel: ContactKind): Answer {
  if ((purpose === 'follow-up-phone') !== (channel === 'phone')) return no('wrong-channel')
  if (belongsToStore(channel) && forbiddenToAliases.has(purpose)) return no('marketplace-forbids')
  if (consent === 'withdrawn') return no('withdrawn')
  if (consent === 'given') return yes('given')
  return needsYes[purpose] ? no('not-asked') : yes('not-refused')
}

/** What is missing or impossible in a word that somebody wants to record; null when nothing is. */
export function consentFault(wanted: NewConsent, now: Date): 'evidence' | 'reason' | 'letter' | 'future' | null {
  const isBare = (wanted.note ?? '').trim() === ''
  if (wanted.state === 'unknown' && isBare) return 'reason'
  if (wanted.messageId && wanted.source !== 'letter') return 'letter'
  if (wanted.state === 'given' && isBare && !wanted.messageId) return 'evidence'
  // A clock that is a little ahead is no mistake.
  if (wanted.saidAt !== undefined && Date.parse(wanted.saidAt) > now.getTime() + 60_000) return 'future'
  return null
}
