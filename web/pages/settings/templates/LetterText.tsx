import type { ReactNode } from 'react'
import { useText } from '../../../i18n/text.ts'
import { Card } from '../../../ui/Card.tsx'

interface LetterTextProps {
  readonly label: string
  readonly language: string
  readonly subject: string | null
  readonly body: string
  readonly aside?: ReactNode
}

/** A letter as it stands, with what will be filled in set apart. */
export function LetterText({ label, language, subject, body, aside }: LetterTextProps) {
  const text = useText('templates')
  return (
    <Card title={label} aside={aside}>
      {subject && (
        <p className="mb-2 border-b border-line pb-2">
          <span className="text-muted">{text('subject')}: </span>
          <span lang={language}>{marked(subject)}</span>
        </p>
      )}
      <div lang={language} className="leading-relaxed break-words whitespace-pre-wrap">
        {marked(body)}
      </div>
    </Card>
  )
}

/** Variables and conditions stand out, and so do the marks that an agent must replace. */
function marked(written: string): ReactNode[] {
  const parts = written.split(/(\{\{.*?\}\}|\{%.*?%\}|\[\[.*?\]\])/su)
  let at = 0
  return parts.map((part) => {
    const key = at
    at += part.length
    if (part.startsWith('[[')) {
      return (
        <mark key={key} className="rounded bg-warn-soft px-1 text-warn-ink">
          {part}
        </mark>
      )
    }
    const isCode = part.startsWith('{{') || part.startsWith('{%')
    return isCode ? (
      <code key={key} className="rounded bg-accent-soft px-1 font-mono text-sm text-accent-ink">
        {part}
      </code>
    ) : (
      part
    )
  })
}
