import { useText } from '../../i18n/text.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { NextButton } from './NextButton.tsx'
import { type Answer, writtenAnswers } from './returns.ts'
import type { Desk } from './useReturn.ts'
import type { ReturnWords } from './words.ts'

interface AnswersProps {
  readonly desk: Desk
  readonly words: ReturnWords
}

/** What the buyer means by what they wrote: proposed with the sentence that shows it, said by one key each. */
export function Answers({ desk, words }: AnswersProps) {
  const { request, pending, decide } = desk
  const text = useText('returns')
  const { intent } = request
  const say = (answer: Answer) => (): void => {
    if (!pending) decide({ event: 'answer', answer })
  }
  const ask = (): void => {
    if (!pending) decide({ event: 'asks' })
  }
  const [insists, accepts, givesUp] = writtenAnswers
  useCommands({
    'return.pick-1': say(insists),
    'return.pick-2': say(accepts),
    'return.pick-3': say(givesUp),
    'return.pick-4': ask,
  })
  const proposed = writtenAnswers.find((answer) => answer === intent?.intent)
  const isQuestion = intent?.intent === 'asks'
  const question = (
    <>
      {text('only-asks')} <Kbd keys={['4']} />
    </>
  )
  return (
    <div className="flex flex-col gap-2">
      {intent && (
        <div className="text-sm">
          <p>
            {text(`intent.${intent.intent}`)}
            {proposed && (
              <span className="text-muted"> {text('sure', { percent: Math.round(intent.confidence * 100) })}</span>
            )}
          </p>
          {intent.sentence && <q className="block border-l-2 border-accent pl-2">{intent.sentence}</q>}
          <ul className="text-xs text-muted">
            {intent.reasons.map(({ code, quote }) => (
              <li key={`${code} ${quote ?? ''}`}>
                {text(`reason.${code}`)}
                {quote && quote !== intent.sentence && ` “${quote}”`}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="text-sm font-medium">{text('what-they-mean')}</p>
      <div className="flex flex-wrap gap-1.5">
        {writtenAnswers.map((answer, at) => {
          const label = (
            <>
              {words.value('buyerAnswer', answer)} <Kbd keys={[String(at + 1)]} />
            </>
          )
          return answer === (proposed ?? insists) && !isQuestion ? (
            <NextButton key={answer} pending={pending} tone={proposed ? 'primary' : 'secondary'} onClick={say(answer)}>
              {label}
            </NextButton>
          ) : (
            <Button key={answer} size="small" disabled={pending} onClick={say(answer)}>
              {label}
            </Button>
          )
        })}
        {isQuestion ? (
          <NextButton pending={pending} onClick={ask}>
            {question}
          </NextButton>
        ) : (
          <Button size="small" disabled={pending} onClick={ask}>
            {question}
          </Button>
        )}
      </div>
    </div>
  )
}
