import { recordAudit } from '../../platform/audit.ts'
import { type Context, requirePermission, scopeOf, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import { defineHook } from '../../platform/hooks.ts'
import { memberNames } from '../access/index.ts'
import { customersProblems } from './errors.ts'
import {
  crossingsOf,
  differing,
  fieldsOf,
  isAsSeen,
  mergedFields,
  overlong,
  sameFields,
  undoneFields,
} from './rules.merging.ts'
import { customerWords } from './rules.ts'
import type { Merge, MergeFields, Moved, Moving, NewMerge } from './schema.merging.ts'
import type { Customer, CustomerChange } from './schema.ts'
import { customerNames, customerOrRefuse, maskCustomer } from './service.ts'
import { lastErasure } from './store.erasure.ts'
import * as store from './store.merging.ts'
import { contactsOf, setWords, updateCustomer } from './store.ts'

/** A profile's things become another's: each higher storey moves its own rows within the transaction, and says which. */
export const customerMoved = defineHook<Moving, Moved[]>('customers.moved')

const reveals = 'customers.reveal'
const mostShown = 100

/**
 * Makes another profile part of this one: of each field the chosen side stays, notes are joined, addresses, consents and
 * what higher storeys hold of the other are this one's. Refused where either has changed since somebody looked, and
 * without a reason where a marketplace's alias would leave its store.
 */
export function mergeCustomers(context: Context, id: string, wanted: NewMerge): Promise<Customer> {
  requirePermission(context, reveals)
  if (id === wanted.otherId) throw new Refusal('customers.merge-self')
  return transact(context, async (context) => {
    await store.lockCustomers(context.db, [id, wanted.otherId])
    const [survivor, other] = [await standing(context, id), await standing(context, wanted.otherId)]
    if (!isAsSeen(survivor, wanted.seen.this) || !isAsSeen(other, wanted.seen.other))
      throw new Refusal('request.conflict')
    const crossings = crossingsOf(survivor.contacts, other.contacts)
    const reason = (wanted.reason ?? '').trim()
    if (crossings.length > 0 && reason === '') throw faulty(context, 'customers.merge-reason', ['reason'])
    const unchosen = differing(survivor, other).filter((field) => wanted.fields[field] === undefined)
    if (unchosen.length > 0)
      throw faulty(
        context,
        'customers.merge-unchosen',
        unchosen.map((field) => `fields.${field}`),
      )
    const fields = mergedFields(survivor, other, wanted.fields)
    const long = overlong(fields)
    if (long) throw faulty(context, 'customers.merge-too-long', [long === 'notes' ? long : `fields.${long}`])

    const moved = await move(context, { from: other.id, to: survivor.id, only: null })
    await store.setMergedInto(context.db, other.id, survivor.id)
    await setWords(context.db, other.id, [])
    const at = context.now()
    await rewrite(context, survivor.id, fields, at)
    const merge = {
      id: context.newId(),
      survivorId: survivor.id,
      mergedId: other.id,
      before: kept(survivor, survivor.updatedAt),
      after: kept(fields, at),
      moved,
      reason,
      crossings,
      mergedAt: at,
    }
    await store.insertMerge(context.db, merge, context.actor)
    await recordAudit(context, {
      action: 'customers.merged',
      subject: { kind: 'customer', id: survivor.id },
      notes: { merged: other.id, crossings: crossings.length, ...countsOf(moved) },
    })
    return maskCustomer(context, await customerOrRefuse(context, survivor.id))
  })
}

/**
 * Makes a profile that is part of another stand by itself again, with all that went over with it. Both are as they were
 * before, save fields that somebody has changed on the surviving one since; what came to that one since stays there.
 * Refused while a later merge stands.
 */
export function undoMerge(context: Context, mergedId: string): Promise<Customer> {
  requirePermission(context, reveals)
  return transact(context, async (context) => {
    const survivorId = await survivorOf(context, mergedId)
    await store.lockCustomers(context.db, [survivorId, mergedId])
    if ((await survivorOf(context, mergedId)) !== survivorId) throw new Refusal('request.conflict')
    const merge = await store.standingMergeOf(context.db, mergedId)
    if (!merge) throw new Refusal('customers.merge-closed')
    const last = await store.lastMergeInto(context.db, survivorId)
    const survivor = await customerOrRefuse(context, survivorId)
    if (survivor.id !== survivorId || last?.id !== merge.id) throw new Refusal('customers.undo-later-first')

    const moved = await move(context, { from: survivorId, to: mergedId, only: merge.moved })
    await store.setMergedInto(context.db, mergedId, null)
    const fields = undoneFields(merge.before, merge.after, survivor)
    const untouched = sameFields(merge.after, survivor)
    await rewrite(context, survivorId, fields, untouched ? new Date(merge.before.updatedAt) : context.now())
    const restored = await customerOrRefuse(context, mergedId)
    await setWords(context.db, mergedId, await wordsOf(context, mergedId, restored.name))
    await emit(context, 'customers.changed', { customerId: mergedId })
    await store.setUndone(context.db, merge.id, context.now(), context.actor)
    await recordAudit(context, {
      action: 'customers.merge-undone',
      subject: { kind: 'customer', id: survivorId },
      notes: { merged: mergedId, ...countsOf(moved) },
    })
    return maskCustomer(context, restored)
  })
}

/** What became part of a customer, undone or not, the newest first. */
export async function mergesOf(context: Context, id: string): Promise<Merge[]> {
  const customer = await customerOrRefuse(context, id)
  const merges = await store.mergesInto(context.db, customer.id, mostShown)
  const mergedIds = merges.map(({ mergedId }) => mergedId)
  const names = new Map((await customerNames(context, mergedIds)).map(({ id, name }) => [id, name]))
  const members = new Set(merges.flatMap(({ mergedBy, undoneBy }) => [mergedBy, undoneBy ?? mergedBy]))
  const people = new Map((await memberNames(context, [...members])).map(({ id, name }) => [id, name]))
  const mayReveal = scopeOf(context, reveals) !== undefined
  const last = merges.find(({ undoneAt }) => undoneAt === null)
  return merges.map((merge) => ({
    id: merge.id,
    survivorId: merge.survivorId,
    mergedId: merge.mergedId,
    mergedName: names.get(merge.mergedId) ?? '',
    reason: mayReveal ? merge.reason : '',
    crossings: merge.crossings,
    mergedAt: merge.mergedAt,
    mergedBy: people.get(merge.mergedBy) ?? null,
    undoneAt: merge.undoneAt,
    undoneBy: (merge.undoneBy && people.get(merge.undoneBy)) || null,
    mayUndo: merge.id === last?.id,
  }))
}

async function standing(context: Context, id: string): Promise<Customer> {
  const customer = await customerOrRefuse(context, id)
  if (customer.id !== id) throw new Refusal('customers.merged', { id: customer.id })
  if (customer.erasedAt) throw new Refusal('customers.erased')
  const erasure = await lastErasure(context.db, id)
  if (erasure && erasure.status !== 'done') throw new Refusal('customers.erasure-asked')
  return customer
}

async function survivorOf(context: Context, mergedId: string): Promise<string> {
  const into = await store.mergedInto(context.db, mergedId)
  if (into === undefined) throw new Refusal('customers.not-found')
  if (into === null) throw new Refusal('customers.not-merged')
  return into
}

async function move(context: Context, moving: Moving): Promise<Moved[]> {
  const among = (what: string) => moving.only && (moving.only.find((moved) => moved.what === what)?.ids ?? [])
  const contacts = await store.moveRows(context.db, 'customer_contacts', { ...moving, only: among('contacts') })
  const consents = await store.moveRows(context.db, 'customer_consents', { ...moving, only: among('consents') })
  const told = await context.services.hooks.run(context, customerMoved, moving)
  return [{ what: 'contacts', ids: contacts }, { what: 'consents', ids: consents }, ...told.flat()]
}

/** Writes the fields of a profile whose addresses have changed too, and by which words it is found. */
async function rewrite(context: Context, id: string, fields: CustomerChange & { name: string }, at: Date) {
  await updateCustomer(context.db, id, fields, at)
  await setWords(context.db, id, await wordsOf(context, id, fields.name))
  await emit(context, 'customers.changed', { customerId: id })
}

const wordsOf = async (context: Context, id: string, name: string): Promise<string[]> =>
  customerWords(
    name,
    (await contactsOf(context.db, id)).map(({ address }) => address),
  )

const kept = (fields: Omit<MergeFields, 'updatedAt'>, at: Date): MergeFields => ({
  ...fieldsOf(fields),
  updatedAt: at.toISOString(),
})

const countsOf = (moved: readonly Moved[]): Record<string, number> =>
  Object.fromEntries(moved.map(({ what, ids }) => [what, ids.length]))

function faulty({ language }: Context, code: keyof typeof customersProblems, fields: readonly string[]): Refusal {
  const message = customersProblems[code][language]
  return new Refusal(code, { errors: fields.map((field) => ({ field, message })) })
}
