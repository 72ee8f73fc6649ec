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
  /** What `customerBehind` has just answered; looked for when left out. */
  found?: Customer | null,
): Promise<Customer> {
  const contact = contactOrRefuse(sender)
  return transact(context, async (context) => {
    const known = found === undefined ? await ownerOf(context, contact) : found
    return known ? learn(context, known, sender) : createCustomer(context, sender, contact)
  })
}

/** The customer behind an address, in full; null when nobody has it yet. */
export const customerBehind = (context: Context, sender: Sender): Promise<Customer | null> =>
  ownerOf(context, contactOrRefuse(sender))

type FoldedContact = Pick<store.NewContact, 'kind' | 'address' | 'storeId'>

function contactOrRefuse(sender: Sender): FoldedContact {
  const address = foldAddress(sender.kind, sender.address)
  if (!address) throw new Refusal('customers.no-address', { address: sender.address, kind: sender.kind })
  return { kind: sender.kind, address, storeId: belongsToStore(sender.kind) ? (sender.storeId ?? null) : null }
}

async function ownerOf(context: Context, contact: FoldedContact): Promise<Customer | null> {
  const found = await store.ownerOf(context.db, contact)
  return found ? { ...found, masked: false } : null
}

async function createCustomer(context: Context, sender: Sender, contact: FoldedContact): Promise<Customer> {
  const at = context.now()
  const name = tidyName(sender.name)
  const customer = { id: context.newId(), name, language: sender.language ?? null, at }
  const written = { ...contact, id: context.newId(), written: sender.address.trim() }
  if (await store.insertCustomer(context.db, customer, written, customerWords(name, [contact.address]))) {
    await emit(context, 'customers.created', { customerId: customer.id })
    return {
      id: customer.id,
      name,
      language: customer.language,
      vip: false,
      vipReason: '',
      notes: '',
      contacts: [{ id: written.id, kind: contact.kind, address: written.written, storeId: contact.storeId }],
      masked: false,
      createdAt: at,
      updatedAt: at,
    }
  }
  // Somebody else came first with the same address: theirs is the customer, ours goes before anyone has seen it.
  await store.deleteCustomer(context.db, customer.id)
  const winner = await ownerOf(context, contact)
  if (!winner) throw new Refusal('request.conflict')
  return learn(context, winner, sender)
}

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
  await recordAccess(context, { action: 'customers.revealed', subject: { kind: 'customer', id } })
  return customer
}

export function changeCustomer(context: Context, id: string, change: CustomerChange): Promise<Customer> {
  return transact(context, async (context) => {
    const before = await customerOrRefuse(context, id)
    const after = { ...before, ...change }
    if (after.vip && after.vipReason.trim() === '') throw vipReasonMissing(context)
    await applyChange(context, id, change)
    const changed = await customerOrRefuse(context, id)
    const personal = ['name', 'notes', 'vipReason', 'contacts']
    await recordChange(context, 'customers.changed', 'customer', { before, after: changed, name: '', personal })
    return maskCustomer(context, changed)
  })
}

async function applyChange(context: Context, id: string, change: CustomerChange): Promise<void> {
  await store.updateCustomer(context.db, id, change, context.now())
  if (change.name !== undefined)
    await store.setWords(context.db, id, customerWords(change.name, await store.addressesOf(context.db, id)))
  await emit(context, 'customers.changed', { customerId: id })
}

function vipReasonMissing({ language }: Context): Refusal {
  const message = customersProblems['customers.vip-reason'][language]
  return new Refusal('customers.vip-reason', { errors: [{ field: 'vipReason', message }] })
}

async function customerOrRefuse(context: Context, id: string): Promise<Customer> {
  const customer = await readCustomer(context, id)
  if (!customer) throw new Refusal('customers.not-found')
  return customer
}
