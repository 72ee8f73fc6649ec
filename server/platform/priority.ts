import { constants, getPriority, setPriority } from 'node:os'

/** Half way from ordinary to below it: a third of the share of an ordinary process, and no start before one that runs. */
const behind = constants.priority.PRIORITY_BELOW_NORMAL / 2

/**
 * Lets a process stand behind those that answer people, where all of them share a few processors: the database that is
 * woken by a question would otherwise push aside whoever asked, and who is to be told that there is no room would hear
 * it late (ENGINEERING R15). With processors to spare nothing changes. False where the system does not permit it: then
 * all have the same share, as ever.
 */
export function standBehind(pid: number): boolean {
  try {
    if (getPriority(pid) < behind) setPriority(pid, behind)
    return true
  } catch {
    return false
  }
}
