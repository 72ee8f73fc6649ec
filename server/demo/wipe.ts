import { listWorkspaces } from '../modules/access/index.ts'
import { openDatabases } from '../platform/db.ts'
import { type WipeProgress, wipeWorkspaces } from '../platform/wipe.ts'

/** Wipes the demo of this installation; the composition knows by which connection. */
export type WipeDemo = (progress: WipeProgress) => Promise<number>

/** Removes the demo workspace and nothing else. Returns how many rows went; 0 when there is no demo. */
export async function wipeDemo(ownerUrl: string, progress?: WipeProgress): Promise<number> {
  const databases = openDatabases({ url: ownerUrl }, 1)
  try {
    const demos = (await listWorkspaces({ databases })).filter(({ isDemo }) => isDemo)
    return await wipeWorkspaces(
      ownerUrl,
      demos.map(({ workspaceId }) => workspaceId),
      progress,
    )
  } finally {
    await databases.close()
  }
}
