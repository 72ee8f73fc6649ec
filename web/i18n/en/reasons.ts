/** Why the desk takes a ticket for what it says, by the codes of the classification. */
export const reasons = {
  'kind.phrase': 'Words that point to it:',
} as const
