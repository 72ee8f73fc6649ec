import { Zap } from 'lucide-react'
import { memo } from 'react'
import { useText } from '../../i18n/text.ts'
import { useCommand } from '../../keyboard/hint.ts'
import { useOffered } from '../../keyboard/registry.ts'
import type { Letter } from '../../parts/letters.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { useLetterTitle } from './useLetterTitle.ts'

interface SuggestionCardProps {
  readonly letters: readonly Letter[] | undefined
  readonly onApply: (letter: Letter) => void
}

/** The letter that fits best, what it says in Chinese, and the next best two. */
export const SuggestionCard = memo(function SuggestionCard({ letters, onApply }: SuggestionCardProps) {
  const text = useText('inbox')
  const titleOf = useLetterTitle()
  const hint = useCommand('ticket.letter')
  // An open return says what is next: a letter besides is only that.
  const isSecond = useOffered().has('return.step')
  const [first, ...others] = letters ?? []
  if (!first) return null
  return (
    <Card
      title={text('suggested-letter')}
      icon={Zap}
      tone={isSecond ? 'plain' : 'accent'}
      aside={!isSecond && <Kbd keys={hint.keys} />}
    >
      <p className="font-medium">{titleOf(first)}</p>
      {first.meaning && (
        <p lang="zh-CN" className="mt-1 line-clamp-3 text-sm text-muted">
          {first.meaning}
        </p>
      )}
      <div className="mt-2.5 flex flex-wrap gap-1.5">
        <Button tone={isSecond ? 'secondary' : 'primary'} size="small" icon={Zap} onClick={() => onApply(first)}>
          {text('apply-letter')}
        </Button>
        {others.slice(0, 2).map((letter) => (
          <Button
            key={letter.key}
            size="small"
            title={titleOf(letter)}
            onClick={() => onApply(letter)}
            className="max-w-full min-w-0 shrink"
          >
            <span className="truncate">{titleOf(letter)}</span>
          </Button>
        ))}
      </div>
    </Card>
  )
})
