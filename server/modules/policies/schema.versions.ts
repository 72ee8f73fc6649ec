export const permissions = ['policies.read', 'policies.write', 'policies.approve'] as const

/** `review`: its author waits for a second person. `approved`: it never changes again, and may be published. */
export const versionStates = ['draft', 'review', 'approved', 'discarded'] as const
export type VersionState = (typeof versionStates)[number]

/** What was done with a version on its way, each kept with who did it and what they said. */
export const steps = ['begun', 'submitted', 'returned', 'approved', 'discarded'] as const
export type Step = (typeof steps)[number]
