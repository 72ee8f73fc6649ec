import type { Verdict } from './schema.feedback.ts'

/**
 * What a rating comes to, as Amazon counts it: one and two stars are negative and count in the order defect rate (DOMAIN.md
 * section 3), three are neutral.
 */
export const verdictOf = (rating: number): Verdict => (rating <= 2 ? 'negative' : rating === 3 ? 'neutral' : 'positive')
