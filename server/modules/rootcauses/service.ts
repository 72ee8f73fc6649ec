import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { type ActionDetail, ask, type Evidence, stagesOf } from '../actions/index.ts'
import type { AnomalyDetail, AnomalyEnd, NewAnomalyAction } from './schema.ts'
import { showAnomaly } from './service.views.ts'
import * as store from './store.ts'

const subjectOf = ({ id, sku }: store.AnomalyRecord) => ({ kind: 'anomaly', id, name: sku })

/** The anomaly behind its lock. */
async function held(context: Context, id: string): Promise<store.AnomalyRecord> {
  const anomaly = await store.lockAnomaly(context.db, id)
  if (!anomaly) throw new Refusal('rootcauses.not-found')
  return anomaly
}

/** Asks a department to do something about it, with the figures, the costs and the chosen comments as evidence. */
export function actOnAnomaly(context: Context, id: string, wanted: NewAnomalyAction): Promise<ActionDetail> {
  return transact(context, async (context) => {
    const anomaly = await held(context, id)
    if (anomaly.closedAt) throw new Refusal('rootcauses.closed')
    if (anomaly.actionId) throw new Refusal('rootcauses.asked-already')
    const { commentIds = [], ...asked } = wanted
    const detail = await showAnomaly(context, id)
    const action = await ask(context, asked, evidenceOf(detail, commentIds))
    await store.updateState(context.db, { ...anomaly, state: 'asked', actionId: action.id })
    await recordAudit(context, { action: 'rootcauses.acted-on', subject: subjectOf(anomaly) })
    return action
  })
}

const blank: Omit<Evidence, 'kind' | 'ref'> = {
  text: '',
  count: null,
  of: null,
  expected: null,
  amount: null,
  currency: null,
}

function evidenceOf(anomaly: AnomalyDetail, commentIds: readonly string[]): Evidence[] {
  const { sku, title, batch, since, observed, sent, expected, reasons, costs, comments } = anomaly
  return [
    { ...blank, kind: 'sku', ref: sku, text: title.slice(0, 500) },
    { ...blank, kind: 'rate', ref: batch ?? since, text: anomaly.stream, count: observed, of: sent, expected },
    ...reasons.map(({ group, count }): Evidence => ({ ...blank, kind: 'reason', ref: group, count })),
    ...costs.map(
      ({ currency, refunded, labels }): Evidence => ({
        ...blank,
        kind: 'cost',
        ref: sku,
        amount: refunded + labels,
        currency,
      }),
    ),
    // Only what the asker may read themselves goes on.
    ...comments
      .filter(({ unitId }) => commentIds.includes(unitId))
      .map(({ unitId }): Evidence => ({ ...blank, kind: 'comment', ref: unitId })),
  ]
}

/** Closes an anomaly: solved, when what was done has helped; dismissed, when nothing is wrong. With the reason. */
export function closeAnomaly(context: Context, id: string, { state, reason }: AnomalyEnd): Promise<AnomalyDetail> {
  return transact(context, async (context) => {
    const anomaly = await held(context, id)
    if (anomaly.closedAt) throw new Refusal('rootcauses.closed')
    const closed = { closedAt: context.now(), closedBy: context.actor.id, closeReason: reason.trim() }
    await store.updateState(context.db, { ...anomaly, state, ...closed })
    await recordAudit(context, { action: 'rootcauses.closed', subject: subjectOf(anomaly), notes: { state } })
    return showAnomaly(context, id)
  })
}

/** Opens an anomaly again that was closed by mistake; it is where it was before. */
export function reopenAnomaly(context: Context, id: string): Promise<AnomalyDetail> {
  return transact(context, async (context) => {
    const anomaly = await held(context, id)
    if (!anomaly.closedAt) throw new Refusal('rootcauses.not-closed')
    const others = await store.openAnomalies(context.db)
    if (others.some(({ sku }) => sku === anomaly.sku)) throw new Refusal('rootcauses.newer-open')
    const state = anomaly.actionId === null ? 'open' : anomaly.actedAt === null ? 'asked' : 'watched'
    await store.updateState(context.db, { ...anomaly, state, closedAt: null, closedBy: null, closeReason: '' })
    await recordAudit(context, { action: 'rootcauses.reopened', subject: subjectOf(anomaly) })
    return showAnomaly(context, id)
  })
}

/** What became of an action is what becomes of its anomaly: accepted, the rate is watched; withdrawn, another may be asked. */
export function followAction(context: Context, actionId: string): Promise<void> {
  return transact(context, async (context) => {
    const anomaly = await store.lockByAction(context.db, actionId)
    if (!anomaly || anomaly.closedAt) return
    const action = (await stagesOf(context, [actionId])).get(actionId)
    if (!action) return
    if (action.outcome === 'accepted')
      await store.updateState(context.db, { ...anomaly, state: 'watched', actedAt: action.closedAt })
    else if (action.outcome === 'withdrawn')
      await store.updateState(context.db, { ...anomaly, state: 'open', actionId: null, actedAt: null })
    else await store.updateState(context.db, { ...anomaly, state: 'asked', actedAt: null })
  })
}
