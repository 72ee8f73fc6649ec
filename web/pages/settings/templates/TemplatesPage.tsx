import { useText } from '../../../i18n/text.ts'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { Tabs } from '../../../ui/Tabs.tsx'
import { useSettingsAddress } from '../address.ts'
import { PhraseList } from './PhraseList.tsx'
import { TemplateDialog } from './TemplateDialog.tsx'
import { TemplateList } from './TemplateList.tsx'
import { TemplateView } from './TemplateView.tsx'

/** The letters, and the words that keep one from being sent. */
export function TemplatesPage({ item }: { readonly item: string | undefined }) {
  const text = useText('templates')
  const title = useText('settings')('templates')
  const { tab, show, open } = useSettingsAddress('templates')
  if (item && item !== 'new') return <TemplateView key={item} id={item} />
  const shown = tab === 'phrases' ? 'phrases' : 'letters'
  return (
    <>
      <PageHeader title={title} description={text(shown === 'letters' ? 'detail' : 'phrases-detail')} />
      <Tabs
        label={title}
        value={shown}
        tabs={[
          { value: 'letters', label: text('letters') },
          { value: 'phrases', label: text('phrases') },
        ]}
        onValue={show}
      >
        <div className="flex flex-col gap-4 pt-4">{shown === 'letters' ? <TemplateList /> : <PhraseList />}</div>
      </Tabs>
      {item === 'new' && <TemplateDialog onClose={() => open(undefined)} onCreated={open} />}
    </>
  )
}
