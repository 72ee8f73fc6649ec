import { listWorkspaces } from '../modules/access/index.ts'
import { openDatabases } from '../platform/db.ts'
import { wipeWorkspaces } from '../platform/wipe.ts'

/** Removes the demo workspace and nothing else. Returns how many rows went; 0 when there is no demo. */
export async function wipeDemo(ownerUrl: string): Promise<number> {
  const databases = openDatabases({ url: ownerUrl }, 1)
  try {
    const demos = (await listWorkspaces({ databases })).filter(({ isDemo }) => isDemo)
    return await wipeWorkspaces(
      ownerUrl,
      demos.map(({ workspaceId }) => workspaceId),
    )
  } finally {
    await databases.close()
  }
}
