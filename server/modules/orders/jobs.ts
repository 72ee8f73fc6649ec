import type { Sweep } from '../../platform/jobs.ts'
import { redactDue } from './service.redaction.ts'

// What is due by the day is looked for by the hour.
export const sweeps: Sweep[] = [{ name: 'orders.redact-due', everySeconds: 3_600, handle: redactDue }]
