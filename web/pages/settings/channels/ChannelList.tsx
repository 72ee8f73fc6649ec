import { useQuery } from '@tanstack/react-query'
import { Mails } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Time } from '../../../ui/Time.tsx'
import { useSettingsAddress } from '../address.ts'
import { found } from '../found.ts'
import { ItemLink } from '../ItemLink.tsx'
import { useStoreNames } from '../stores/storeNames.ts'
import { ChannelState } from './ChannelState.tsx'
import { type Channel, channelsQuery } from './channels.ts'

/** The mailboxes, each with its store and whether it works. */
export function ChannelList() {
  const text = useText('channels')
  const { q, search } = useSettingsAddress('channels')
  const { nameOf } = useStoreNames()
  const channels = useQuery(channelsQuery)
  const storeOf = (channel: Channel): string => (channel.storeId ? nameOf(channel.storeId) : text('no-store'))
  const shown = channels.data?.filter((channel) => found(q, [channel.name, channel.address, storeOf(channel)]))
  const name = (channel: Channel) => (
    <span className="block min-w-0">
      <ItemLink page="channels" item={channel.id} label={channel.name} />
      <span className="block truncate text-sm text-muted">{channel.address}</span>
    </span>
  )
  if (channels.isError) return <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />
  return (
    <>
      <SearchField label={text('search')} value={q} onSearch={search} />
      <Table
        label={text('mailboxes')}
        rows={shown}
        rowKey={(channel) => channel.id}
        columns={[
          { name: 'name', title: text('name'), cell: name },
          { name: 'store', title: text('store'), cell: storeOf, wideOnly: true },
          { name: 'kind', title: text('kind'), cell: (channel) => text(`kind-${channel.kind}`), wideOnly: true },
          { name: 'state', title: text('state'), cell: (channel) => <ChannelState channel={channel} /> },
          {
            name: 'checked',
            title: text('checked'),
            cell: (channel) => (channel.checkedAt ? <Time at={channel.checkedAt} /> : '—'),
            wideOnly: true,
          },
        ]}
        empty={
          q ? (
            <EmptyState icon={Mails} title={text('none-found', { words: q })} />
          ) : (
            <EmptyState icon={Mails} title={text('none-yet')}>
              {text('none-yet-detail')}
            </EmptyState>
          )
        }
      />
    </>
  )
}
