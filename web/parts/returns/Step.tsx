import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Answers } from './Answers.tsx'
import { Asks } from './Asks.tsx'
import { Choices } from './Choices.tsx'
import { Costs } from './Costs.tsx'
import { Forbidden } from './Forbidden.tsx'
import type { FactName } from './facts.ts'
import { GoOn } from './GoOn.tsx'
import type { ReturnRequest } from './returns.ts'
import type { Desk } from './useReturn.ts'
import { Arrivals, NoAnswerYet } from './Waiting.tsx'
import { Why } from './Why.tsx'
import type { ReturnWords } from './words.ts'

interface StepProps {
  readonly desk: Desk
  readonly words: ReturnWords
  readonly isInside: boolean
  readonly onAsk: (fact: FactName) => void
}

/** What is next, why, what it costs whom, and the way to do it. */
export function Step({ desk, words, isInside, onAsk }: StepProps) {
  const text = useText('returns')
  const { request } = desk
  const { step, stage } = request
  const title = words.title(step.title)
  const headline = stage === 'answer' ? text('buyer-wrote') : words.headline(step)
  return (
    <section aria-label={text('next-step')} className="flex flex-col gap-2">
      <div>
        {headline !== title && <p className="text-sm text-muted">{headline}</p>}
        {title && <p className="font-semibold">{title}</p>}
      </div>
      <Why because={step.because} words={words} />
      {step.moves.length > 0 && (
        <div className="flex flex-wrap gap-1">
          {step.moves.map((move) => (
            <Badge key={move.do} tone="accent">
              {words.move(move)}
            </Badge>
          ))}
        </div>
      )}
      <Costs
        costs={step.costs}
        total={step.total}
        buyerPays={step.buyerPays}
        isSomething={step.moves.length > 0}
        words={words}
      />
      {step.supervisor && <Supervisor request={request} words={words} />}
      {step.kind === 'choose' && <Choices desk={desk} words={words} onAsk={onAsk} />}
      {request.may.work ? (
        <Do desk={desk} words={words} isInside={isInside} />
      ) : (
        <p className="text-sm text-muted">{text('may-not-work')}</p>
      )}
    </section>
  )
}

function Do({ desk, words, isInside }: Omit<StepProps, 'onAsk'>) {
  const { request, pending, decide } = desk
  const { step, stage, currency } = request
  if (step.kind === 'letter' || step.kind === 'act') return <GoOn desk={desk} words={words} isInside={isInside} />
  if (step.kind === 'ask')
    return (
      <Asks
        names={step.asks}
        currency={currency}
        words={words}
        pending={pending}
        onState={(facts) => decide({ event: 'state', facts })}
      />
    )
  if (step.kind !== 'await') return null
  if (stage === 'answer') return <Answers desk={desk} words={words} />
  return step.awaits === 'answer' ? <NoAnswerYet desk={desk} words={words} /> : <Arrivals desk={desk} words={words} />
}

/** Why the policy cannot go on by itself. */
function Supervisor({ request, words }: { readonly request: ReturnRequest; readonly words: ReturnWords }) {
  const text = useText('returns')
  const { supervisor, because } = request.step
  if (!supervisor) return null
  const { node, outcome } = supervisor.parameters
  const title = [...because, ...request.stops.map(({ node, title }) => ({ node, nodeTitle: title }))].find(
    (one) => one.node === node,
  )?.nodeTitle
  return (
    <div className="rounded-lg bg-warn-soft p-2.5 text-sm text-warn-ink">
      <p>
        {words.code(`supervisor.${supervisor.code}`, {
          ...supervisor.parameters,
          ...(title && { node: words.title(title) }),
          ...(typeof outcome === 'string' && { outcome: words.code(`outcome.${outcome}`) }),
        })}
      </p>
      {supervisor.verdict && <Forbidden verdict={supervisor.verdict} words={words} />}
      <p>{text(request.may.override ? 'supervisor-you' : 'supervisor-ask')}</p>
    </div>
  )
}
