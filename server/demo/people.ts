import type { Actor } from '../platform/context.ts'

/** Somebody of the demo, for what asks for no permission. */
export const memberActor = (member: { id: string; name: string }): Actor => ({
  kind: 'member',
  id: member.id,
  name: member.name,
  permissions: new Map(),
  teamIds: [],
  storeIds: [],
})

/** Whoever works the returns of the demo. */
export const worker = (member: { readonly id: string; readonly name: string }): Actor => ({
  kind: 'member',
  ...member,
  permissions: new Map(
    [
      'tickets.read',
      'tickets.work',
      'orders.read',
      'messages.write',
      'returns.read',
      'returns.work',
      'losses.read',
    ].map((name) => [name, 'all']),
  ),
  teamIds: [],
  storeIds: [],
})
