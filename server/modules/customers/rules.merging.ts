import { belongsToStore } from './rules.ts'
import type { Crossing, MergeChoice, MergeFields } from './schema.merging.ts'
import type { Contact, Customer } from './schema.ts'

type Fields = Omit<MergeFields, 'updatedAt'>
type Choosable = keyof MergeChoice

/** As long as each may be; see `CustomerChange`. */
const longest = { notes: 10_000, specialNeeds: 2_000, preferences: 2_000 } as const

/** What of a profile a merge settles anew. */
export const fieldsOf = ({ name, language, vip, vipReason, notes, specialNeeds, preferences }: Fields): Fields => ({
  name,
  language,
  vip,
  vipReason,
  notes,
  specialNeeds,
  preferences,
})

/** The fields in which two profiles differ, both saying something, so that a person must choose. */
export function differing(one: Fields, other: Fields): Choosable[] {
  const choosable: readonly Choosable[] = ['name', 'language', 'importance', 'specialNeeds', 'preferences']
  return choosable.filter((field) => {
    const [mine, theirs] = [saidIn(one, field), saidIn(other, field)]
    return mine !== '' && theirs !== '' && mine !== theirs
  })
}

/** What a profile says in a field, as something to compare; empty where it says nothing. */
function saidIn(fields: Fields, field: Choosable): string {
  if (field !== 'importance') return fields[field] ?? ''
  return fields.vip || fields.vipReason !== '' ? JSON.stringify([fields.vip, fields.vipReason]) : ''
}

/**
 * The fields of the profile that two become: of each the chosen side's, the only one's that says something, or for needs
 * and preferences both; notes are joined.
 */
export function mergedFields(one: Fields, other: Fields, choice: MergeChoice): Fields {
  const sideOf = (field: Choosable): 'this' | 'other' | 'both' =>
    saidIn(other, field) === '' ? 'this' : saidIn(one, field) === '' ? 'other' : (choice[field] ?? 'this')
  const from = (field: Choosable): Fields => (sideOf(field) === 'other' ? other : one)
  const words = (field: 'specialNeeds' | 'preferences'): string =>
    sideOf(field) === 'both' ? joined(one[field], other[field]) : from(field)[field]
  const { vip, vipReason } = from('importance')
  return {
    name: from('name').name,
    language: from('language').language,
    vip,
    vipReason,
    notes: joined(one.notes, other.notes),
    specialNeeds: words('specialNeeds'),
    preferences: words('preferences'),
  }
}

/** Two texts as one; what the other says already is not said twice. */
export function joined(one: string, other: string): string {
  if (other.trim() === '' || one.includes(other)) return one
  if (one.trim() === '' || other.includes(one)) return other
  return `${one}\n\n${other}`
}

/** The first field that would hold more than it may; null where all fit. */
export const overlong = (fields: Fields): keyof typeof longest | null =>
  (['notes', 'specialNeeds', 'preferences'] as const).find((field) => fields[field].length > longest[field]) ?? null

/**
 * The aliases of two profiles that would stand beside an address from outside of the store they were made for. A
 * marketplace makes an alias for one buyer and one store so that nobody knows the buyer elsewhere: to join them is a
 * decision that somebody must answer for.
 */
export function crossingsOf(one: readonly Contact[], other: readonly Contact[]): Crossing[] {
  const meeting = (mine: readonly Contact[], theirs: readonly Contact[]): Crossing[] =>
    mine
      .filter(({ kind, storeId }) => belongsToStore(kind) && theirs.some((each) => each.storeId !== storeId))
      .map(({ kind, storeId }) => ({ kind, storeId }))
  const distinct = new Map(
    [...meeting(one, other), ...meeting(other, one)].map((crossing) => [JSON.stringify(crossing), crossing]),
  )
  return [...distinct.values()]
}

/**
 * The fields that the surviving profile has again after an undo: those of before, save where somebody has changed one
 * since the merge; importance goes with its reason.
 */
export function undoneFields(before: Fields, after: Fields, now: Fields): Fields {
  const untouched = <Field extends keyof Fields>(...fields: Field[]): boolean =>
    fields.every((field) => after[field] === now[field])
  const either = <Field extends keyof Fields>(field: Field): Fields[Field] =>
    untouched(field) ? before[field] : now[field]
  const { vip, vipReason } = untouched('vip', 'vipReason') ? before : now
  return {
    name: either('name'),
    language: either('language'),
    vip,
    vipReason,
    notes: either('notes'),
    specialNeeds: either('specialNeeds'),
    preferences: either('preferences'),
  }
}

/** Whether two profiles say the same in all that a merge settles. */
export const sameFields = (one: Fields, other: Fields): boolean =>
  JSON.stringify(fieldsOf(one)) === JSON.stringify(fieldsOf(other))

/** Whether each of two profiles is as it was when somebody looked. */
export const isAsSeen = (customer: Pick<Customer, 'updatedAt'>, seen: string): boolean =>
  customer.updatedAt.getTime() === Date.parse(seen)
