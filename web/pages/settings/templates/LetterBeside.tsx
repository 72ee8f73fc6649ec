import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { Select } from '../../../ui/Select.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { LetterText } from './LetterText.tsx'
import { type LetterLanguage, previewQuery, type TemplateDetail, type TemplateText } from './templates.ts'

interface LetterBesideProps {
  readonly template: TemplateDetail
  readonly text: TemplateText
}

type Beside = 'meaning' | 'preview' | LetterLanguage

/** What stands beside a letter: its sense in Chinese, the letter filled in, or the same letter in another language. */
export function LetterBeside({ template, text: shown }: LetterBesideProps) {
  const text = useText('templates')
  const formats = useFormats()
  const [chosen, setChosen] = useState<Beside>('meaning')
  const others = template.texts.filter(({ status, language }) => status === 'published' && language !== shown.language)
  const other = others.find(({ language }) => language === chosen)
  const choice = (
    <Select
      aria-label={text('beside')}
      className="w-44"
      value={chosen}
      options={[
        { value: 'meaning' as Beside, label: text('beside-meaning') },
        { value: 'preview' as Beside, label: text('beside-preview') },
        ...others.map(({ language }) => ({ value: language as Beside, label: formats.languageName(language) })),
      ]}
      onValue={setChosen}
    />
  )
  if (chosen === 'preview') return <LetterPreview text={shown} aside={choice} />
  return other ? (
    <LetterText
      label={formats.languageName(other.language)}
      language={other.language}
      subject={other.subject}
      body={other.body}
      aside={choice}
    />
  ) : (
    <LetterText label={text('beside-meaning')} language="zh" subject={null} body={shown.meaning} aside={choice} />
  )
}

function LetterPreview({ text: shown, aside }: { readonly text: TemplateText; readonly aside: React.ReactNode }) {
  const text = useText('templates')
  const { subject, body, meaning, language } = shown
  const preview = useQuery(previewQuery({ subject: subject ?? '', body, meaning }, language))
  if (preview.isError) return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
  if (!preview.data) return <SkeletonLines lines={8} />
  return (
    <LetterText
      label={text('preview')}
      language={language}
      subject={preview.data.subject}
      body={preview.data.text}
      aside={aside}
    />
  )
}
