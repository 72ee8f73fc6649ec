import { type Context, transact } from '../../platform/context.ts'
import { unitKey } from './rules.identity.ts'
import { toldBy } from './rules.told.ts'
import type { ReturnRow } from './schema.rows.ts'
import { tellProducts } from './service.products.ts'
import { goodsOf, manyRows, type Recorded } from './service.rows.ts'
import { redactedNumbers } from './store.redaction.ts'
import { countEarly, holdStore } from './store.rows.ts'
import { insertUnits, toldUnits, type UnitToWrite, updateUnits } from './store.units.ts'

/** Does ahead what can be done for rows while those before them are written. */
export function readyReturnRows(rows: readonly ReturnRow[]): void {
  for (const row of rows) toldBy(row)
}

/** Records rows of returns reports: what a later one says of a unit replaces what an earlier one said. */
export function recordReturnRows(context: Context, storeId: string, rows: readonly ReturnRow[]): Promise<Recorded> {
  return transact(context, async (context) => {
    const units = new Map<string, UnitToWrite>()
    for (const row of rows) {
      const key = unitKey(row)
      units.set(`${row.source} ${key}`, {
        ...row,
        id: context.newId(),
        unitKey: key,
        told: toldBy(row),
      })
    }
    const [, known] = await Promise.all([
      holdStore(context.db, storeId),
      toldUnits(context.db, storeId, [...units.values()]),
    ])
    const told = new Map(known.map(({ source, unitKey, told }) => [`${source} ${unitKey}`, told]))
    const news = [...units].filter(([name, unit]) => told.get(name) !== unit.told)
    const numbers = [...new Set(news.map(([, { orderNumber }]) => orderNumber))]
    const redacted = numbers.length > 0 ? await redactedNumbers(context.db, storeId, numbers) : new Set()
    const [newUnits, knownUnits]: [UnitToWrite[], UnitToWrite[]] = [[], []]
    for (const [name, unit] of news) {
      const kept = redacted.has(unit.orderNumber) ? { ...unit, comments: '', others: null } : unit
      ;(told.has(name) ? knownUnits : newUnits).push(kept)
    }
    await tellProducts(
      context,
      news.map(([, unit]) => ({ ...goodsOf(unit), soldAt: unit.returnedAt })),
    )
    knownUnits.sort((one, other) => (one.unitKey < other.unitKey ? -1 : 1))
    const [, changed] = await Promise.all([
      insertUnits(context.db, storeId, newUnits, context.now()),
      updateUnits(context.db, storeId, knownUnits, context.now()),
    ])
    const added = newUnits.length
    if (rows.length >= manyRows) await countEarly(context.db)
    return { added, changed, unchanged: rows.length - added - changed }
  })
}
