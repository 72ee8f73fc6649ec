import { PencilLine } from 'lucide-react'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { Badge } from '../../../ui/Badge.tsx'
import type { Template } from './templates.ts'

/** In which languages a letter is in use, and where a draft is open. */
export function LanguageMarks({ languages }: Pick<Template, 'languages'>) {
  const text = useText('templates')
  const formats = useFormats()
  return (
    <span className="flex flex-wrap gap-1">
      {languages.map(({ language, published, open }) => {
        const state = [published !== null && text('text.published'), open && text(`text.${open.status}`)]
        return (
          <Badge
            key={language}
            tone={published === null ? 'outline' : 'neutral'}
            {...(open ? { icon: PencilLine } : {})}
            title={[formats.languageName(language), ...state.filter(Boolean)].join(' · ')}
          >
            {language.toUpperCase()}
          </Badge>
        )
      })}
    </span>
  )
}
