import type { Sweep } from '../../platform/jobs.ts'
import { bringStarterLetters } from './service.seed.ts'

// An update begins with a start: within a minute of it every workspace has what the update ships.
export const sweeps: Sweep[] = [
  { name: 'templates.bring-starter-letters', everySeconds: 60, handle: bringStarterLetters },
]
