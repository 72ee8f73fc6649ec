/** Words of the pages on which return policies are written, approved and published. */
export const policyEditor = {
  title: 'Return policies',
} as const
