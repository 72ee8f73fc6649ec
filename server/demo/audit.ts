import { listWorkspaces } from '../modules/access/index.ts'
import { recordAudit } from '../platform/audit.ts'
import { type Context, systemContext } from '../platform/context.ts'
import type { Services } from '../platform/services.ts'

/** Keeps in the demo itself that it was made, and how large. */
export const recordLoaded = (context: Context, tickets: number): Promise<void> =>
  recordAudit(context, {
    action: 'demo.loaded',
    subject: { kind: 'workspace', id: context.workspaceId },
    notes: { tickets },
  })

/**
 * Keeps in every workspace that is left that the demo is gone: its own entries went with it. Whoever did it is named in
 * their own workspace; the command line is nobody's.
 */
export async function recordWiped(services: Services, removed: number, by?: Context): Promise<void> {
  if (removed === 0) return
  for (const { workspaceId } of await listWorkspaces(services)) {
    const context = by?.workspaceId === workspaceId ? by : systemContext(services, workspaceId, 'demo')
    await recordAudit(
      { ...context, db: services.databases.within(workspaceId) },
      { action: 'demo.wiped', subject: { kind: 'workspace', id: 'demo' }, notes: { removed } },
    )
  }
}
