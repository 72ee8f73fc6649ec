import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Kind, OfferChange, OfferText, Segment, State } from './schema.ts'
import type { OfferTables } from './tables.ts'

const own = (db: Database) => tablesOf<OfferTables>(db)

/** An offer as it is kept. */
export interface OfferRecord {
  readonly id: string
  readonly name: string
  readonly kind: Kind
  readonly storeId: string
  readonly code: string
  readonly letters: OfferText[]
  readonly segment: Segment
  readonly validFrom: string
  readonly validUntil: string
  readonly capDays: number
  readonly perHour: number
  readonly state: State
  readonly authorId: string
  readonly approvedBy: string | null
  readonly approvedAt: Date | null
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  readonly afterId: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

const offers = (db: Database) =>
  own(db)
    .selectFrom('offers')
    .select(['id', 'name', 'kind', 'store_id as storeId', 'code', 'letters', 'segment', 'state'])
    .select([sql<string>`valid_from::text`.as('validFrom'), sql<string>`valid_until::text`.as('validUntil')])
    .select(['cap_days as capDays', 'per_hour as perHour', 'author_id as authorId', 'approved_by as approvedBy'])
    .select(['approved_at as approvedAt', 'started_at as startedAt', 'ended_at as endedAt', 'after_id as afterId'])
    .select(['created_at as createdAt', 'updated_at as updatedAt'])

export const readOffer = (db: Database, id: string): Promise<OfferRecord | undefined> =>
  offers(db).where('id', '=', id).executeTakeFirst()

/** An offer, kept from everybody else until the transaction ends. */
export const lockOffer = (db: Database, id: string): Promise<OfferRecord | undefined> =>
  offers(db).where('id', '=', id).forUpdate().executeTakeFirst()

/** Offers that are being sent, for one hand at a time: two at once could both write to a customer within the cap. */
export const lockSending = (db: Database): Promise<OfferRecord[]> =>
  offers(db).where('state', '=', 'sending').orderBy('id').forUpdate().execute()

/** Offers of a state, or all, the newest first, older than a given one. */
export function listOffers(
  db: Database,
  wanted: { readonly state?: State; readonly after?: string; readonly limit: number },
): Promise<OfferRecord[]> {
  let query = offers(db)
  if (wanted.state) query = query.where('state', '=', wanted.state)
  if (wanted.after) query = query.where('id', '<', wanted.after)
  return query.orderBy('id', 'desc').limit(wanted.limit).execute()
}

type Columns = Omit<
  OfferRecord,
  'approvedBy' | 'approvedAt' | 'startedAt' | 'endedAt' | 'afterId' | 'createdAt' | 'updatedAt' | 'state'
>

export async function insertOffer(db: Database, offer: Columns, at: Date): Promise<void> {
  await own(db)
    .insertInto('offers')
    .values({
      id: offer.id,
      name: offer.name,
      kind: offer.kind,
      store_id: offer.storeId,
      code: offer.code,
      letters: JSON.stringify(offer.letters),
      segment: JSON.stringify(offer.segment),
      valid_from: offer.validFrom,
      valid_until: offer.validUntil,
      cap_days: offer.capDays,
      per_hour: offer.perHour,
      state: 'draft',
      author_id: offer.authorId,
      created_at: at,
      updated_at: at,
    })
    .execute()
}

/** Changes what is offered: it is a draft of whoever changed it, and waits for approval again. */
export async function updateOffer(
  db: Database,
  id: string,
  change: OfferChange,
  by: { readonly authorId: string; readonly at: Date },
): Promise<void> {
  const { storeId, letters, segment, validFrom, validUntil, capDays, perHour, ...columns } = change
  await own(db)
    .updateTable('offers')
    .set({
      ...columns,
      ...(storeId && { store_id: storeId }),
      ...(letters && { letters: JSON.stringify(letters) }),
      ...(segment && { segment: JSON.stringify(segment) }),
      ...(validFrom && { valid_from: validFrom }),
      ...(validUntil && { valid_until: validUntil }),
      ...(capDays && { cap_days: capDays }),
      ...(perHour && { per_hour: perHour }),
      state: 'draft',
      author_id: by.authorId,
      approved_by: null,
      approved_at: null,
      updated_at: by.at,
    })
    .where('id', '=', id)
    .execute()
}

/** What of an offer a step changes. */
export interface Standing {
  readonly state: State
  readonly approvedBy?: string
  readonly approvedAt?: Date
  readonly startedAt?: Date
  readonly endedAt?: Date
}

export async function saveStanding(db: Database, id: string, standing: Standing, at: Date): Promise<void> {
  await own(db)
    .updateTable('offers')
    .set({
      state: standing.state,
      ...(standing.approvedBy && { approved_by: standing.approvedBy }),
      ...(standing.approvedAt && { approved_at: standing.approvedAt }),
      ...(standing.startedAt && { started_at: standing.startedAt }),
      ...(standing.endedAt && { ended_at: standing.endedAt }),
      updated_at: at,
    })
    .where('id', '=', id)
    .execute()
}

/** How far an offer has come among all customers. */
export async function saveProgress(db: Database, id: string, afterId: string | null): Promise<void> {
  await own(db).updateTable('offers').set({ after_id: afterId }).where('id', '=', id).execute()
}

export const offersByIds = (db: Database, ids: readonly string[]): Promise<OfferRecord[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : offers(db)
        .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
        .execute()
