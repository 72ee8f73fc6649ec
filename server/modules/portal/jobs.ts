import type { Listener } from '../../platform/events.ts'
import type { Sweep } from '../../platform/jobs.ts'
import { forgetLetters, onFormSent } from './service.forms.ts'

export const listeners: Listener[] = [{ name: 'portal.on-form-sent', on: 'portal.form-sent', handle: onFormSent }]

export const sweeps: Sweep[] = [{ name: 'portal.forget-form-letters', everySeconds: 3_600, handle: forgetLetters }]
