import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../../api/client.ts'

export type Channel = Schemas['Channel']
export type ChannelSettings = Schemas['ChannelSettings']
export type MailServer = Schemas['MailServer']

/** Every channel: a few dozen, so they are searched here. */
export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: async () => {
    const channels: Channel[] = []
    let after: string | null = null
    do {
      const page: Schemas['ChannelPage'] = await answered(
        api.GET('/api/channels', { params: { query: { limit: 100, ...(after && { after }) } } }),
      )
      channels.push(...page.items)
      after = page.next
    } while (after)
    return channels
  },
})
