import { useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { NextButton } from './NextButton.tsx'
import { conditions, writtenAnswers } from './returns.ts'
import type { Desk } from './useReturn.ts'
import type { ReturnWords } from './words.ts'

interface WaitingProps {
  readonly desk: Desk
  readonly words: ReturnWords
}

/** The buyer has not written yet; what they said another way (on the phone) can be noted. */
export function NoAnswerYet({ desk, words }: WaitingProps) {
  const text = useText('returns')
  return (
    <details>
      <summary className="min-h-6 text-sm text-muted hover:text-ink">{text('answered-otherwise')}</summary>
      <div className="mt-1.5 flex flex-wrap gap-1.5">
        {writtenAnswers.map((answer) => (
          <Button
            key={answer}
            size="small"
            disabled={desk.pending}
            onClick={() => desk.decide({ event: 'answer', answer })}
          >
            {words.value('buyerAnswer', answer)}
          </Button>
        ))}
      </div>
    </details>
  )
}

/** What is waited for besides a letter: it has come, or it will not. */
export function Arrivals({ desk, words }: WaitingProps) {
  const { request, pending, decide } = desk
  const text = useText('returns')
  const [condition, setCondition] = useState<(typeof conditions)[number] | ''>('')
  const isItem = request.step.awaits === 'item'
  return (
    <div className="flex flex-col gap-2">
      {isItem && (
        <Field label={words.fact('condition')}>
          <Select
            value={condition}
            placeholder
            options={conditions.map((value) => ({ value, label: words.value('condition', value) }))}
            onValue={setCondition}
          />
        </Field>
      )}
      <div className="flex flex-wrap gap-1.5">
        <NextButton
          pending={pending}
          onClick={() => decide({ event: 'arrived', ...(isItem && condition !== '' && { condition }) })}
        >
          {text(isItem ? 'item-arrived' : 'arrived')}
        </NextButton>
        <Button size="small" disabled={pending} onClick={() => decide({ event: 'not-arrived' })}>
          {text('not-arrived')}
        </Button>
      </div>
    </div>
  )
}
