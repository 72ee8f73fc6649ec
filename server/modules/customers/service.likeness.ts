import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { defineHook } from '../../platform/hooks.ts'
import { storesByIds } from '../stores/index.ts'
import { likenessOf } from './rules.likeness.ts'
import { crossingsOf } from './rules.merging.ts'
import type { Apart, Likeness } from './schema.merging.ts'
import type { Asked } from './schema.profile.ts'
import type { Customer } from './schema.ts'
import { customerOrRefuse, maskCustomer } from './service.ts'
import * as store from './store.likeness.ts'
import { contactsOf, readCustomers } from './store.ts'

/**
 * The addresses, each with its store, under which a higher storey knows somebody of the same name at the same place as
 * this buyer, as far as the actor may see it.
 */
export const customersAlike = defineHook<Asked, { readonly address: string; readonly storeId: string }[]>(
  'customers.alike',
)

/** So many are compared, and so many of the likeliest shown. */
const mostCompared = 50
const mostShown = 10

/** Who may be the same person, the likeliest first, with the reasons; found by keys, never by looking at everybody. */
export async function duplicatesOf(context: Context, id: string): Promise<Likeness[]> {
  const customer = await customerOrRefuse(context, id)
  const neighbours = await neighboursOf(context, customer.id)
  const byAddress = await store.alikeByAddress(context.db, customer.id, mostCompared)
  const alike = [...new Set([...byAddress, ...neighbours])].slice(0, mostCompared)
  const apart = await store.apartFrom(context.db, customer.id, alike)
  const others = alike.filter((other) => !apart.has(other))
  const rated = await ratedAgainst(context, customer, others, neighbours)
  const likeliest = rated
    .filter(({ level }) => level !== null)
    .sort((one, other) => other.score - one.score || (one.id < other.id ? 1 : -1))
  return shown(context, customer, likeliest.slice(0, mostShown))
}

/** How likely one other profile is the same person's, whoever found it; refused where there is none. */
export async function likenessTo(context: Context, id: string, otherId: string): Promise<Likeness> {
  const customer = await customerOrRefuse(context, id)
  const other = await customerOrRefuse(context, otherId)
  if (other.id === customer.id) throw new Refusal('customers.merge-self')
  const rated = await ratedAgainst(context, customer, [other.id], await neighboursOf(context, customer.id))
  const [likeness] = await shown(context, customer, rated)
  if (!likeness) throw new Refusal('customers.not-found')
  return likeness
}

/** Says of two profiles that they are two people's, so that they are not shown to one another again; or takes that back. */
export function setApart(context: Context, id: string, wanted: Apart): Promise<void> {
  return transact(context, async (context) => {
    const [customer, other] = [await customerOrRefuse(context, id), await customerOrRefuse(context, wanted.otherId)]
    if (other.id === customer.id) throw new Refusal('customers.merge-self')
    const pair = [customer.id, other.id] as const
    const changed = wanted.apart
      ? await store.insertApart(context.db, pair, { at: context.now(), by: context.actor })
      : await store.deleteApart(context.db, pair)
    if (!changed) return
    await recordAudit(context, {
      action: 'customers.set-apart',
      subject: { kind: 'customer', id: customer.id },
      changes: [{ field: 'apart', before: !wanted.apart, after: wanted.apart }],
      notes: { other: other.id },
    })
  })
}

/** Whose orders went to somebody of the same name at the same place. */
async function neighboursOf(context: Context, customerId: string): Promise<string[]> {
  const contacts = await contactsOf(context.db, customerId)
  const told = await context.services.hooks.run(context, customersAlike, { customerId, contacts })
  return store.holdersOf(context.db, told.flat().slice(0, mostCompared))
}

type Rated = Pick<Likeness, 'score' | 'level' | 'reasons'> & { readonly id: string }

async function ratedAgainst(
  context: Context,
  customer: Customer,
  others: readonly string[],
  neighbours: readonly string[],
): Promise<Rated[]> {
  const profiles = await store.profilesToCompare(context.db, [customer.id, ...others])
  const own = profiles.find(({ id }) => id === customer.id)
  if (!own) return []
  return profiles
    .filter(({ id }) => id !== own.id)
    .map((profile) => ({ id: profile.id, ...likenessOf(own, profile, neighbours.includes(profile.id)) }))
}

/** As the reader may see them, with what would cross from store to store. */
async function shown(context: Context, customer: Customer, rated: readonly Rated[]): Promise<Likeness[]> {
  const ids = rated.map(({ id }) => id)
  const found = new Map((await readCustomers(context.db, ids)).map((other) => [other.id, { ...other, masked: false }]))
  const likenesses = rated.flatMap(({ id, ...likeness }) => {
    const other = found.get(id)
    return other ? [{ other, likeness, crossings: crossingsOf(customer.contacts, other.contacts) }] : []
  })
  const stores = likenesses.flatMap(({ crossings }) => crossings.flatMap(({ storeId }) => storeId ?? []))
  const names = new Map((await storesByIds(context, [...new Set(stores)])).map(({ id, name }) => [id, name]))
  return likenesses.map(({ other, likeness, crossings }) => ({
    ...likeness,
    customer: maskCustomer(context, other),
    crossings: crossings.map((crossing) => ({
      ...crossing,
      storeName: (crossing.storeId && names.get(crossing.storeId)) || '',
    })),
  }))
}
