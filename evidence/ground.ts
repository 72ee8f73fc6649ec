import { again, histories, io, kills, sending } from './ground.faults.ts'
import { failover, overload, resources, soaked, walls } from './ground.load.ts'
import { security } from './ground.security.ts'
import { speed } from './ground.speed.ts'
import { runParts } from './line.ts'

/**
 * What the issue "ground" must show: `npm run evidence -- ground [--asked] [--full] [--only=name]`. Quick unless told;
 * `--asked` takes the sizes that the issue states, `--full` those that run for a night. One line each, `ok` or `short`;
 * exit code 1 when one is short.
 */
process.exitCode = await runParts(
  [kills, sending, again, histories, io, failover, walls, ...security, resources, overload, soaked, speed],
  process.argv.slice(2),
)
