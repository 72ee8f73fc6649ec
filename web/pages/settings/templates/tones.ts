import type { Tone } from '../../../ui/Badge.tsx'
import type { TemplateText } from './templates.ts'

/** The colour that repeats what a text's state says in words. */
export const toneOf: { readonly [status in TemplateText['status']]: Tone } = {
  draft: 'warn',
  review: 'info',
  published: 'ok',
  retired: 'neutral',
}
