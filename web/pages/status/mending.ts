import { ProblemError } from '../../api/problem.ts'
import type { Words } from './words.ts'

/** What a failed sending is told to the buyer as, and how to mend it. */
export function mendingOf(error: unknown, words: Words): string {
  if (!(error instanceof ProblemError)) return words.failed
  if (error.code === 'portal.not-a-photo' || error.code === 'portal.no-photo') return words.notPhoto
  if (error.code === 'portal.enough-photos') return words.enoughPhotos
  if (error.status === 413) return words.tooLarge
  if (error.status === 429) return words.tooOften
  if (error.status === 404) return words.notFound
  return words.failed
}
