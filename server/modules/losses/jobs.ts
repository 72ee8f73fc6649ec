import type { Sweep } from '../../platform/jobs.ts'
import { goOver } from './service.imported.ts'

// Whoever has read in a report looks at the rate soon after.
export const sweeps: Sweep[] = [{ name: 'losses.go-over', everySeconds: 10, order: 'after-loads', handle: goOver }]
