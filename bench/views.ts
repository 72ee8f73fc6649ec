/** The queues that everybody has, as the API names them. */
export const views = [
  'mine',
  'unassigned',
  'breaching',
  'waiting',
  'snoozed',
  'open',
  'resolved',
  'all',
  'following',
] as const
