import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useText } from '../../../i18n/text.ts'
import { Card } from '../../../ui/Card.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { Tabs } from '../../../ui/Tabs.tsx'
import { FindingList } from './FindingList.tsx'
import { useSettled } from './settled.ts'
import { type LetterLanguage, previewQuery, type WrittenText } from './templates.ts'
import { VariableList } from './VariableList.tsx'

interface DraftSideProps {
  readonly written: WrittenText
  readonly language: LetterLanguage
  /** Absent where nothing may be written. */
  readonly onInsert: ((variable: string) => void) | undefined
}

/** Beside a draft: how it will look and what is wrong with it, or the variables to put into it. */
export function DraftSide({ written, language, onInsert }: DraftSideProps) {
  const text = useText('templates')
  const [tab, setTab] = useState<'preview' | 'variables'>('preview')
  return (
    <Tabs
      look="pill"
      label={text('preview')}
      value={tab}
      tabs={[
        { value: 'preview', label: text('preview') },
        { value: 'variables', label: text('variables') },
      ]}
      onValue={setTab}
      className="min-w-0"
    >
      <div className="pt-3">
        {tab === 'preview' ? (
          <DraftPreview written={written} language={language} />
        ) : (
          <VariableList onInsert={onInsert} />
        )}
      </div>
    </Tabs>
  )
}

function DraftPreview({ written, language }: Pick<DraftSideProps, 'written' | 'language'>) {
  const text = useText('templates')
  const settled = useDeferredValue(useSettled(written))
  const preview = useQuery({ ...previewQuery(settled, language), enabled: settled.body.trim() !== '' })
  if (settled.body.trim() === '') return <p className="text-muted">{text('nothing-to-show')}</p>
  if (preview.isError) return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
  if (!preview.data) return <SkeletonLines lines={8} />
  const { subject, text: filled, meaning, findings } = preview.data
  return (
    <div className="flex flex-col gap-3" aria-busy={preview.isFetching}>
      <FindingList findings={findings} />
      <Card title={text('preview')}>
        <p className="mb-2 text-sm text-muted">{text('preview-detail')}</p>
        {subject && <p className="mb-2 border-b border-line pb-2 font-medium">{subject}</p>}
        <div lang={language} className="leading-relaxed break-words whitespace-pre-wrap">
          {filled}
        </div>
      </Card>
      {meaning && (
        <Card title={text('beside-meaning')}>
          <div lang="zh" className="leading-relaxed break-words whitespace-pre-wrap">
            {meaning}
          </div>
        </Card>
      )}
    </div>
  )
}
