import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useState } from 'react'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { Time } from '../../../ui/Time.tsx'
import { LetterText } from './LetterText.tsx'
import { historyQuery, type LetterLanguage } from './templates.ts'
import { toneOf } from './tones.ts'

interface TextHistoryProps {
  readonly templateId: string
  readonly language: LetterLanguage
}

/** Every version of one language, newest first. */
export function TextHistory({ templateId, language }: TextHistoryProps) {
  const text = useText('templates')
  const formats = useFormats()
  const [open, setOpen] = useState(false)
  const title = text('history-title', { language: formats.languageName(language) })
  return (
    <>
      <Button icon={History} tone="ghost" onClick={() => setOpen(true)}>
        {text('history')}
      </Button>
      <Dialog open={open} onOpen={setOpen} title={title} width="wide">
        {open && <Versions templateId={templateId} language={language} />}
      </Dialog>
    </>
  )
}

function Versions({ templateId, language }: TextHistoryProps) {
  const text = useText('templates')
  const formats = useFormats()
  const versions = useQuery(historyQuery(templateId, language))
  if (versions.isError) return <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />
  if (!versions.data) return <SkeletonLines lines={8} />
  return (
    <ol className="flex flex-col gap-2">
      {versions.data.map((version, place) => (
        <li key={version.id}>
          <details open={place === 0} className="rounded-xl border border-line">
            <summary className="flex min-h-11 cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
              <span className="font-medium">{text('version', { number: version.number })}</span>
              <Badge tone={toneOf[version.status]}>{text(`text.${version.status}`)}</Badge>
              <Time at={version.publishedAt ?? version.createdAt} className="text-muted" />
              <span className="text-muted">
                {text('uses')}: {formats.number(version.figures.uses)}
              </span>
              <span className="w-full text-sm text-muted">{version.note || text('no-note')}</span>
            </summary>
            <div className="border-t border-line p-3">
              <LetterText
                label={text('letter')}
                language={version.language}
                subject={version.subject}
                body={version.body}
              />
            </div>
          </details>
        </li>
      ))}
    </ol>
  )
}
