import { recordAudit } from '../../platform/audit.ts'
import { type Context, scopeOf, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { defineHook } from '../../platform/hooks.ts'
import { memberNames } from '../access/index.ts'
import { customersProblems } from './errors.ts'
import { consentFault, mayContact } from './rules.consents.ts'
import {
  type ConsentState,
  type Consents,
  type ContactPermission,
  type NewConsent,
  type Purpose,
  purposes,
} from './schema.consents.ts'
import { customerOrRefuse } from './service.ts'
import * as store from './store.consents.ts'
import { lockCustomer } from './store.ts'

/** A letter of a customer on a ticket that the actor may see. */
export interface CustomersLetter {
  readonly messageId: string
  readonly ticketId: string
  readonly subject: string
  readonly at: Date
}

/**
 * What a higher storey knows of a customer's letters, as far as the actor may see them: of these messages those that are
 * theirs, or the newest so many.
 */
export const customersLetters = defineHook<
  {
    readonly customerId: string
    readonly asked: { readonly messageIds: readonly string[] } | { readonly newest: number }
  },
  CustomersLetter[]
>('customers.letters')

const mostShown = 100
const mostLetters = 20

/** What a customer has agreed to, for which of their addresses that counts, and every word that was recorded of it. */
export async function consentsOf(context: Context, id: string): Promise<Consents> {
  const customer = await customerOrRefuse(context, id)
  const statements = await store.statementsOf(context.db, customer.id, mostShown)
  const letters = await lettersOf(context, customer.id, { newest: mostLetters })
  const named = statements.map(({ messageId }) => messageId).filter((messageId) => messageId !== null)
  const places = new Map(
    (named.length === 0 ? [] : await lettersOf(context, customer.id, { messageIds: [...new Set(named)] })).map(
      (letter) => [letter.messageId, letter.ticketId],
    ),
  )
  const members = statements.filter(({ actorKind }) => actorKind !== 'system').map(({ actorId }) => actorId)
  const names = new Map((await memberNames(context, [...new Set(members)])).map(({ id, name }) => [id, name]))
  const last = await store.lastWords(context.db, [customer.id], purposes)
  return {
    purposes: purposes.map((purpose) => {
      const word = last.find((each) => each.purpose === purpose)
      const state = word?.state ?? 'unknown'
      return {
        purpose,
        state,
        since: word?.saidAt ?? null,
        contacts: customer.contacts.map((contact) => ({
          contactId: contact.id,
          kind: contact.kind,
          ...mayContact(purpose, state, contact.kind),
        })),
      }
    }),
    history: statements.map(({ actorKind: _, actorId, ...statement }) => ({
      ...statement,
      note: scopeOf(context, 'customers.reveal') ? statement.note : '',
      ticketId: (statement.messageId && places.get(statement.messageId)) || null,
      recordedBy: names.get(actorId) ?? null,
    })),
    letters,
  }
}

const lettersOf = async (
  context: Context,
  customerId: string,
  asked: { messageIds: readonly string[] } | { newest: number },
): Promise<CustomersLetter[]> =>
  (await context.services.hooks.run(context, customersLetters, { customerId, asked })).flat()

/** Records what a customer said about a purpose. A yes needs where it was given; a word said earlier than the last one changes no state. */
export function recordConsent(context: Context, id: string, wanted: NewConsent): Promise<Consents> {
  return transact(context, async (context) => {
    // Behind the lock that a merge takes: the word goes to whom the customer has become.
    await lockCustomer(context.db, id)
    const customer = await customerOrRefuse(context, id)
    if (customer.id !== id) throw new Refusal('customers.merged', { id: customer.id })
    if (customer.erasedAt) throw new Refusal('customers.erased')
    const now = context.now()
    const fault = consentFault(wanted, now)
    if (fault) throw faulty(context, fault)
    const messageId = wanted.messageId ?? null
    if (messageId && (await lettersOf(context, id, { messageIds: [messageId] })).length === 0)
      throw faulty(context, 'foreign-letter')
    const [before] = await store.lastWords(context.db, [id], [wanted.purpose])
    const statement = {
      id: context.newId(),
      purpose: wanted.purpose,
      state: wanted.state,
      source: wanted.source,
      note: (wanted.note ?? '').trim(),
      messageId,
      saidAt: wanted.saidAt === undefined ? now : new Date(wanted.saidAt),
      recordedAt: now,
      actorKind: context.actor.kind,
      actorId: context.actor.id,
    }
    await store.insertStatement(context.db, id, statement)
    const [after] = await store.lastWords(context.db, [id], [wanted.purpose])
    await recordAudit(context, {
      action: 'customers.consent-recorded',
      subject: { kind: 'customer', id },
      changes: [{ field: wanted.purpose, before: before?.state ?? 'unknown', after: after?.state ?? 'unknown' }],
      notes: { said: wanted.state, source: wanted.source, saidAt: statement.saidAt.toISOString() },
    })
    return consentsOf(context, id)
  })
}

const fields = {
  evidence: ['note', 'customers.consent-evidence'],
  reason: ['note', 'customers.consent-reason'],
  letter: ['source', 'customers.consent-letter'],
  'foreign-letter': ['messageId', 'customers.consent-foreign-letter'],
  future: ['saidAt', 'customers.consent-future'],
} as const

function faulty({ language }: Context, fault: keyof typeof fields): Refusal {
  const [field, code] = fields[fault]
  return new Refusal(code, { errors: [{ field, message: customersProblems[code][language] }] })
}

/**
 * For which of their addresses each of these customers may be reached for a purpose, and why; for follow-ups and offers,
 * which ask for many at once: two statements, however many they are.
 */
export async function mayContactEach(
  context: Context,
  purpose: Purpose,
  customerIds: readonly string[],
): Promise<Map<string, ContactPermission[]>> {
  const answers = new Map<string, ContactPermission[]>(customerIds.map((id) => [id, []]))
  if (customerIds.length === 0) return answers
  const [contacts, words] = await Promise.all([
    store.contactsOfAll(context.db, customerIds),
    store.lastWords(context.db, customerIds, [purpose]),
  ])
  const states = new Map<string, ConsentState>(words.map(({ customerId, state }) => [customerId, state]))
  for (const { id: contactId, customerId, kind } of contacts)
    answers
      .get(customerId)
      ?.push({ contactId, kind, ...mayContact(purpose, states.get(customerId) ?? 'unknown', kind) })
  return answers
}
