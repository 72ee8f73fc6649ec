import type { Sweep } from '../../platform/jobs.ts'
import { bringPolicies } from './service.seed.ts'

// An update begins with a start: within a minute of it every workspace has what the update ships.
export const sweeps: Sweep[] = [{ name: 'policies.bring-shipped', everySeconds: 60, handle: bringPolicies }]
