import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../../api/client.ts'

export type Policy = Schemas['SlaPolicy']
export type PolicyBody = Schemas['SlaPolicyBody']
export type Target = Schemas['SlaTarget']
export type Measure = Target['measure']

export const kinds = ['inquiry', 'order', 'return', 'complaint', 'claim', 'review', 'appeal'] as const
export const priorities = ['low', 'normal', 'high', 'urgent'] as const
export const measures = ['first-response', 'next-response', 'solution-proposed', 'promise', 'resolution'] as const
export const marketplaceKinds = ['amazon', 'ebay', 'own-shop'] as const
export const channelKinds = ['mailbox', 'receiver', 'web-form', 'live', 'api', 'phone', 'import'] as const

/** Every policy: a few dozen at most, so they are searched here. */
export const policiesQuery = queryOptions({
  queryKey: ['sla-policies'],
  queryFn: async () => {
    const policies: Policy[] = []
    let after: string | null = null
    do {
      const page: Schemas['SlaPolicyPage'] = await answered(
        api.GET('/api/sla-policies', { params: { query: { limit: 100, ...(after && { after }) } } }),
      )
      policies.push(...page.items)
      after = page.next
    } while (after)
    return policies
  },
})
