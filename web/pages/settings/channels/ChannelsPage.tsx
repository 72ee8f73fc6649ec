import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { Tabs } from '../../../ui/Tabs.tsx'
import { useSettingsAddress } from '../address.ts'
import { AddChannel } from './AddChannel.tsx'
import { ChannelDialog } from './ChannelDialog.tsx'
import { ChannelList } from './ChannelList.tsx'
import { OutgoingList } from './OutgoingList.tsx'
import { QuarantineList } from './QuarantineList.tsx'

/** Mailboxes, mail that was set aside, and letters on their way out. */
export function ChannelsPage({ item }: { readonly item: string | undefined }) {
  const text = useText('channels')
  const title = useText('settings')('channels')
  const mayWrite = useMay('channels.write')
  const { tab, show, open } = useSettingsAddress('channels')
  const parts = mayWrite ? (['mailboxes', 'quarantine', 'outgoing'] as const) : (['mailboxes', 'outgoing'] as const)
  const shown = parts.find((part) => part === tab) ?? 'mailboxes'
  return (
    <>
      <PageHeader title={title} description={text('detail')} actions={shown === 'mailboxes' && <AddChannel />} />
      <Tabs label={title} value={shown} tabs={parts.map((part) => ({ value: part, label: text(part) }))} onValue={show}>
        <div className="flex flex-col gap-4 pt-4">
          {shown === 'mailboxes' && <ChannelList />}
          {shown === 'quarantine' && <QuarantineList item={item} />}
          {shown === 'outgoing' && <OutgoingList />}
        </div>
      </Tabs>
      {item && shown === 'mailboxes' && <ChannelDialog item={item} onClose={() => open(undefined)} />}
    </>
  )
}
