import type { Sweep } from '../../platform/jobs.ts'
import { remindOverdue } from './service.ts'

export const sweeps: Sweep[] = [{ name: 'actions.remind-overdue', everySeconds: 60, handle: remindOverdue }]
