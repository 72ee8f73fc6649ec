import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { enqueue } from '../../platform/jobs.ts'
import { memberNames } from '../access/index.ts'
import type { Verification } from './schema.ts'
import { requireAll } from './service.ts'
import { verifyChain } from './service.verify.ts'
import * as store from './store.verifications.ts'

export const verifyJob = 'audit.verify'

/** Breaches that a page shows; the command line names them all. */
const mostShown = 100

/** Has a worker follow the chain from its beginning. One at a time: while one runs, that is the answer. */
export async function askForVerification(context: Context): Promise<Verification> {
  requireAll(context)
  return transact(context, async (context) => {
    const id = context.newId()
    const isNew = await store.begin(context.db, { id, askedBy: context.actor.id, askedAt: context.now() })
    if (isNew) {
      await enqueue(context, verifyJob, { verificationId: id })
      await recordAudit(context, { action: 'audit.verification-asked', subject: { kind: 'audit', id: 'chain' } })
    }
    const record = isNew ? await store.byId(context.db, id) : await store.newest(context.db)
    if (!record) throw new Error('the verification that was begun is gone')
    return named(context, record)
  })
}

/** The verification asked for last: how far it is, or what it found. Null where nobody has asked yet. */
export async function newestVerification(context: Context): Promise<Verification | null> {
  requireAll(context)
  const record = await store.newest(context.db)
  return record ? named(context, record) : null
}

/** Follows the chain, says how far that is, and keeps what was found. Done once; again after a killed worker. */
export async function runVerification(context: Context, id: string): Promise<void> {
  const record = await store.byId(context.db, id)
  if (record?.state !== 'running') return
  const found = await verifyChain(context, [], (checked) => store.progress(context.db, id, checked))
  await transact(context, async (context) => {
    const isFirst = await store.end(context.db, id, {
      state: 'done',
      checked: found.checked,
      breachCount: found.breaches.length,
      breaches: found.breaches.slice(0, mostShown),
      endedAt: found.verifiedAt,
    })
    if (!isFirst) return
    await recordAudit(context, {
      action: 'audit.verified',
      subject: { kind: 'audit', id: 'chain' },
      notes: { checked: found.checked, breaches: found.breaches.length },
    })
  })
}

/** The last try has failed: whoever asked sees that, and may ask again. */
export async function giveUpVerification(context: Context, id: string): Promise<void> {
  await store.end(context.db, id, { state: 'failed', endedAt: context.now() })
}

async function named(context: Context, record: store.VerificationRecord): Promise<Verification> {
  const [asker] = await memberNames(context, [record.askedBy])
  const { askedBy, breachCount, ...rest } = record
  return {
    ...rest,
    sound: record.state === 'done' ? breachCount === 0 : null,
    askedBy: { id: askedBy, name: asker?.name ?? null },
  }
}
