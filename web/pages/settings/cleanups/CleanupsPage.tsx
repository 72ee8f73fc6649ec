import { useText } from '../../../i18n/text.ts'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { Tabs } from '../../../ui/Tabs.tsx'
import { useSettingsAddress } from '../address.ts'
import { CheckAll } from './CheckAll.tsx'
import { CleanupList } from './CleanupList.tsx'
import { CleanupView } from './CleanupView.tsx'
import { RunList } from './RunList.tsx'

/** Invalid data: its kinds, one of them, or what was cleaned away before. */
export function CleanupsPage({ item }: { readonly item: string | undefined }) {
  const text = useText('cleanups')
  const title = useText('settings')('cleanups')
  const { tab, show } = useSettingsAddress('cleanups')
  if (item) return <CleanupView key={item} kind={item} />
  const shown = tab === 'history' ? 'history' : 'kinds'
  return (
    <>
      <PageHeader title={title} description={text('detail')} actions={shown === 'kinds' && <CheckAll />} />
      <Tabs
        label={title}
        value={shown}
        tabs={[
          { value: 'kinds', label: text('kinds') },
          { value: 'history', label: text('history') },
        ]}
        onValue={show}
      >
        <div className="pt-4">{shown === 'kinds' ? <CleanupList /> : <RunList />}</div>
      </Tabs>
    </>
  )
}
