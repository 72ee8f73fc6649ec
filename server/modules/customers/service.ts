import { recordAccess, recordChange } from '../../platform/audit.ts'
import { type Context, requirePermission, scopeOf, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import { cutPage, type Page, readCursor } from '../../platform/paging.ts'
import { customersProblems } from './errors.ts'
import { belongsToStore, customerWords, foldAddress, maskAddress, maskName, searchedWords } from './rules.ts'
import type { Customer, CustomerChange, CustomerQuery, Sender } from './schema.ts'
import * as store from './store.ts'

const reveals = 'customers.reveal'

/**
 * The customer behind an address, made when nobody has it yet; the same for any number of callers at once. A name or
 * language that was not known is filled in; one that is known stays as it is.
 */
export async function findOrCreateCustomer(
  context: Context,
  sender: Sender,
  /** What `customerBehind` has just answered: whom it found is looked for again, for they may have been merged since. */
  found?: Customer | null,
): Promise<Customer> {
  const [customer] = await findOrCreateAll(context, [sender], found === null ? new Map() : undefined)
  if (!customer) throw new Refusal('request.conflict')
  return customer
}

/** The customers behind many addresses, in the order of these, each as `findOrCreateCustomer` would find or make them. */
export const findOrCreateCustomers = (context: Context, senders: readonly Sender[]): Promise<Customer[]> =>
  findOrCreateAll(context, senders)

function findOrCreateAll(
  context: Context,
  senders: readonly Sender[],
  found?: ReadonlyMap<string, Customer>,
): Promise<Customer[]> {
  return transact(context, async (context) => {
    const wanted = senders.map((sender) => ({ sender, contact: contactOrRefuse(sender) }))
    const contacts = wanted.map(({ contact }) => contact)
    const known = new Map(found ?? (await ownersOf(context, contacts)))
    const unknown = wanted.filter(({ contact }) => !known.has(keyOf(contact)))
    for (const [key, customer] of await createCustomers(context, unknown)) known.set(key, customer)
    const customers: Customer[] = []
    for (const { sender, contact } of wanted) {
      const owner = known.get(keyOf(contact))
      if (!owner) throw new Refusal('request.conflict')
      const customer = await learn(context, owner, sender)
      known.set(keyOf(contact), customer)
      customers.push(customer)
    }
    return customers
  })
}

const keyOf = ({ kind, address, storeId }: FoldedContact): string => JSON.stringify([kind, address, storeId])

/** The customer behind an address, in full; null when nobody has it yet. */
export const customerBehind = (context: Context, sender: Sender): Promise<Customer | null> =>
  ownersOf(context, [contactOrRefuse(sender)]).then((owners) => [...owners.values()][0] ?? null)

/** Whether somebody can be known by this address at all. */
export const isReachable = (sender: Sender): boolean => foldAddress(sender.kind, sender.address) !== undefined

type FoldedContact = Pick<store.NewContact, 'kind' | 'address' | 'storeId'>

function contactOrRefuse(sender: Sender): FoldedContact {
  const address = foldAddress(sender.kind, sender.address)
  if (!address) throw new Refusal('customers.no-address', { address: sender.address, kind: sender.kind })
  return { kind: sender.kind, address, storeId: belongsToStore(sender.kind) ? (sender.storeId ?? null) : null }
}

async function ownersOf(context: Context, contacts: readonly FoldedContact[]): Promise<Map<string, Customer>> {
  const owners = await store.ownersOf(context.db, contacts)
  return new Map(owners.map(({ contact, ...customer }) => [keyOf(contact), { ...customer, masked: false }]))
}

/** Makes the customers of addresses that nobody had; of those that somebody else has made meanwhile, theirs. */
async function createCustomers(
  context: Context,
  wanted: readonly { readonly sender: Sender; readonly contact: FoldedContact }[],
): Promise<ReadonlyMap<string, Customer>> {
  if (wanted.length === 0) return new Map()
  const firsts = new Map(wanted.toReversed().map((each) => [keyOf(each.contact), each]))
  const made = [...firsts.values()].map(({ sender, contact }) => newCustomer(context, sender, contact))
  const added = await store.insertCustomers(context.db, made)
  // Where somebody else came first with the same address theirs is the customer; ours goes before anyone has seen it.
  const late = made.filter(({ id }) => !added.has(id))
  await store.deleteCustomers(
    context.db,
    late.map(({ id }) => id),
  )
  const winners = await ownersOf(
    context,
    late.map(({ contact }) => contact),
  )
  for (const id of added) await emit(context, 'customers.created', { customerId: id })
  const ours = made.filter(({ id }) => added.has(id)).map((each) => [keyOf(each.contact), asCustomer(each)] as const)
  return new Map([...ours, ...winners])
}

function newCustomer(context: Context, sender: Sender, contact: FoldedContact): store.NewCustomer {
  const name = tidyName(sender.name)
  return {
    id: context.newId(),
    name,
    language: sender.language ?? null,
    at: context.now(),
    contact: { ...contact, id: context.newId(), written: sender.address.trim() },
    words: customerWords(name, [contact.address]),
  }
}

const asCustomer = ({ id, name, language, at, contact }: store.NewCustomer): Customer => ({
  id,
  name,
  language,
  vip: false,
  vipReason: '',
  notes: '',
  specialNeeds: '',
  preferences: '',
  contacts: [{ id: contact.id, kind: contact.kind, address: contact.written, storeId: contact.storeId }],
  masked: false,
  createdAt: at,
  updatedAt: at,
  erasedAt: null,
})

/** Fills in what was not known yet. */
async function learn(context: Context, customer: Customer, sender: Sender): Promise<Customer> {
  const name = tidyName(sender.name)
  const change = {
    ...(customer.name === '' && name !== '' && { name }),
    ...(customer.language === null && sender.language && { language: sender.language }),
  }
  if (Object.keys(change).length === 0) return customer
  await applyChange(context, customer.id, change)
  return customerOrRefuse(context, customer.id)
}

/** Mail programs put addresses and quotes where a name should be. */
function tidyName(name: string | undefined): string {
  const plain = (name ?? '')
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const bare = plain.replace(/^["'“‘](.*)["'”’]$/, '$1').trim()
  return bare.includes('@') ? '' : bare.slice(0, 200)
}

/** The customer in full, whoever asks; undefined when there is none. For other modules, which mask before they show. */
export async function readCustomer(context: Context, id: string): Promise<Customer | undefined> {
  const found = await store.readCustomer(context.db, id)
  return found && { ...found, masked: false }
}

/** What these customers are called, as this actor may see it: for the rows of a list, which show no more of them. */
export async function customerNames(context: Context, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  const mayReveal = scopeOf(context, reveals) !== undefined
  const found = await store.namesOf(context.db, ids)
  return mayReveal ? found : found.map(({ id, name }) => ({ id, name: maskName(name) }))
}

/** A buyer's e-mail address as this actor may see one outside of the profile: whole for those who may reveal, masked for others. */
export const addressShown = (context: Context, address: string): string =>
  scopeOf(context, reveals) ? address : maskAddress('email', address)

/**
 * The customer as this actor may see one: addresses masked until revealed on purpose, the name masked for those who may
 * reveal nothing.
 */
export function maskCustomer(context: Context, customer: Customer): Customer {
  const mayReveal = scopeOf(context, reveals) !== undefined
  return {
    ...customer,
    name: mayReveal ? customer.name : maskName(customer.name),
    notes: mayReveal ? customer.notes : '',
    specialNeeds: mayReveal ? customer.specialNeeds : '',
    preferences: mayReveal ? customer.preferences : '',
    vipReason: mayReveal ? customer.vipReason : '',
    contacts: customer.contacts.map((contact) => ({
      ...contact,
      address: maskAddress(contact.kind, contact.address),
    })),
    masked: true,
  }
}

/** One page of customers, newest first; masked. */
export async function listCustomers(context: Context, query: CustomerQuery): Promise<Page<Customer>> {
  const words = searchedWords(query.search ?? '')
  const page = {
    limit: query.limit + 1,
    ...(query.after !== undefined && { after: String(readCursor(query.after, 1)[0]) }),
    ...(query.vip && { vip: query.vip }),
  }
  if (query.search?.trim() && words.length === 0) return { items: [], next: null }
  const rows =
    words.length > 0
      ? await store.searchCustomers(context.db, words, page)
      : await store.listCustomers(context.db, page)
  const shown = rows.map((row) => maskCustomer(context, { ...row, masked: false }))
  return cutPage(shown, query.limit, (row) => [row.id])
}

/** One customer: masked, or in full when asked for by someone who may; that is told to whoever keeps the access log. */
export async function showCustomer(context: Context, id: string, reveal: boolean): Promise<Customer> {
  if (reveal) requirePermission(context, reveals)
  const customer = await customerOrRefuse(context, id)
  if (!reveal) return maskCustomer(context, customer)
  await recordAccess(context, { action: 'customers.revealed', subject: { kind: 'customer', id: customer.id } })
  return customer
}

export function changeCustomer(context: Context, id: string, change: CustomerChange): Promise<Customer> {
  return transact(context, async (context) => {
    // Whether the reason may go depends on what somebody else may be changing at this moment.
    await store.lockCustomer(context.db, id)
    const before = await customerOrRefuse(context, id)
    if (before.id !== id) throw new Refusal('customers.merged', { id: before.id })
    if (before.erasedAt) throw new Refusal('customers.erased')
    const after = { ...before, ...change }
    if (after.vip && after.vipReason.trim() === '') throw vipReasonMissing(context)
    await applyChange(context, id, change)
    const changed = await customerOrRefuse(context, id)
    const personal = ['name', 'notes', 'vipReason', 'specialNeeds', 'preferences', 'contacts']
    await recordChange(context, 'customers.changed', 'customer', { before, after: changed, name: '', personal })
    return maskCustomer(context, changed)
  })
}

async function applyChange(context: Context, id: string, change: CustomerChange): Promise<void> {
  await store.updateCustomer(context.db, id, change, context.now())
  if (change.name !== undefined) {
    const addresses = (await store.contactsOf(context.db, id)).map(({ address }) => address)
    await store.setWords(context.db, id, customerWords(change.name, addresses))
  }
  await emit(context, 'customers.changed', { customerId: id })
}

function vipReasonMissing({ language }: Context): Refusal {
  const message = customersProblems['customers.vip-reason'][language]
  return new Refusal('customers.vip-reason', { errors: [{ field: 'vipReason', message }] })
}

/** The customer of an id, or the one that they have become part of, in full; refused where there is none. */
export async function customerOrRefuse(context: Context, id: string): Promise<Customer> {
  const customer = await readCustomer(context, id)
  if (!customer) throw new Refusal('customers.not-found')
  return customer
}
