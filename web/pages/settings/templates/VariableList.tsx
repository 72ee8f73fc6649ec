import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useText } from '../../../i18n/text.ts'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { Input } from '../../../ui/Input.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { found } from '../found.ts'
import { vocabularyQuery } from './templates.ts'

/** Every variable a letter may use; a click puts it where the cursor is. */
export function VariableList({ onInsert }: { readonly onInsert: ((variable: string) => void) | undefined }) {
  const text = useText('templates')
  const screen = useLanguage()
  const [words, setWords] = useState('')
  const vocabulary = useQuery(vocabularyQuery)
  if (vocabulary.isError) return <ErrorState error={vocabulary.error} onRetry={() => void vocabulary.refetch()} />
  if (!vocabulary.data) return <SkeletonLines lines={8} />
  const shown = vocabulary.data.variables.filter(({ name, meaning }) =>
    found(words, [name, meaning.en, meaning['zh-CN']]),
  )
  return (
    <div className="flex flex-col gap-2">
      <Input
        type="search"
        aria-label={text('search-variables')}
        placeholder={text('search-variables')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <p className="text-sm text-muted">{text('variables-help')}</p>
      <ul className="flex max-h-[32rem] flex-col overflow-y-auto rounded-xl border border-line">
        {shown.map((variable) => (
          <li key={variable.name} className="border-b border-line last:border-b-0">
            <button
              type="button"
              disabled={!onInsert}
              onClick={() => onInsert?.(variable.write)}
              className="flex min-h-11 w-full flex-col items-start gap-0.5 px-3 py-1.5 text-left hover:bg-hover disabled:hover:bg-transparent"
            >
              <span>{variable.meaning[screen]}</span>
              <code className="max-w-full truncate font-mono text-xs text-muted">{variable.write}</code>
            </button>
          </li>
        ))}
        {shown.length === 0 && <li className="px-3 py-2 text-muted">{text('no-variable')}</li>}
      </ul>
    </div>
  )
}
