import type { Listener } from '../../platform/events.ts'
import { countReturn } from './service.counting.ts'

/** What experiments hear of returns. */
export const listeners: Listener[] = [
  {
    name: 'experiments.on-return-ended',
    on: 'returns.ended',
    handle: (context, { requestId }: { readonly requestId: string }) => countReturn(context, requestId),
  },
]
