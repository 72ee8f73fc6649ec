import type { Listener } from '../../platform/events.ts'
import { countReturn, hearBuyers } from './service.counting.ts'

/** What experiments hear of returns. */
export const listeners: Listener[] = [
  {
    name: 'experiments.on-return-ended',
    on: 'returns.ended',
    handle: (context, { requestId }: { readonly requestId: string }) => countReturn(context, requestId),
  },
  {
    name: 'experiments.on-feedback',
    on: 'orders.feedback-recorded',
    handle: (context, told: { readonly storeId: string; readonly numbers: readonly string[] }) =>
      hearBuyers(context, told),
  },
]
