import { abuseApi } from './abuse.ts'
import { skewClocks } from './clocks.ts'
import { fillDisk } from './disk.ts'
import { starveWorker } from './memory.ts'

const clockMails = 12
/** ENGINEERING R17. */
const slowSockets = 2_000

type Part = { readonly faults: readonly string[] } | { readonly skipped: string }

/** Takes from the desk what it needs, one thing after the other: disk, memory, the right time, connections. */
export async function spoilResources(
  size: { readonly mails: number; readonly seed: string },
  random: () => number,
  say: (line: string) => void,
): Promise<readonly [Readonly<Record<string, readonly string[]>>, object]> {
  const parts: Readonly<Record<string, Part>> = {
    disk: await fillDisk(say),
    memory: await starveWorker(size, say),
    clocks: await skewClocks({ mails: clockMails }, say),
    abuse: await abuseApi({ sockets: slowSockets }, random, say),
  }
  const faults = Object.entries(parts).map(([name, part]): [string, readonly string[]] => [
    `${name}Faults`,
    'faults' in part ? part.faults : [],
  ])
  return [Object.fromEntries(faults), parts]
}
