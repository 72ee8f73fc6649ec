import type { Sweep } from '../../platform/jobs.ts'
import { makeDue } from './service.round.ts'

export const sweeps: Sweep[] = [{ name: 'followups.make-due', everySeconds: 60, handle: makeDue }]
