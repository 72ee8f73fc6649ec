import { useRef } from 'react'
import { useText } from '../../i18n/text.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { ApprovalAsk } from './Approval.tsx'
import { Costs } from './Costs.tsx'
import { Forbidden } from './Forbidden.tsx'
import type { FactName } from './facts.ts'
import { NextButton } from './NextButton.tsx'
import { isGranted, type Option } from './returns.ts'
import type { Desk } from './useReturn.ts'
import type { ReturnWords } from './words.ts'

interface ChoicesProps {
  readonly desk: Desk
  readonly words: ReturnWords
  /** Asks for a fact that a resolution needs. */
  readonly onAsk: (fact: FactName) => void
}

/** The resolutions among which somebody chooses, each with what it costs whom; what is not open says why. */
export function Choices({ desk, words, onAsk }: ChoicesProps) {
  const { request } = desk
  const text = useText('returns')
  const list = useRef<HTMLUListElement>(null)
  const { options } = request.step
  const first = options.find(({ state }) => state === 'open')
  // A resolution is looked at before it is chosen: its key only goes there.
  const go = (at: number) => (options[at] ? () => focusIn(list.current?.children[at]) : undefined)
  useCommands({ 'return.pick-1': go(0), 'return.pick-2': go(1), 'return.pick-3': go(2), 'return.pick-4': go(3) })
  return (
    <ul ref={list} aria-label={text('resolutions')} className="flex flex-col gap-2">
      {options.map((option, at) => (
        <li key={option.key} className="flex flex-col gap-1 rounded-lg border border-line p-2">
          <p className="flex items-start gap-1.5 text-sm font-medium">
            <span className="min-w-0 flex-1">{words.title(option.title)}</span>
            {at < 4 && <Kbd keys={[String(at + 1)]} />}
          </p>
          <div className="flex flex-wrap gap-1">
            {option.moves.map((move) => (
              <Badge key={move.do}>{words.move(move)}</Badge>
            ))}
          </div>
          <Costs costs={option.costs} total={option.total} buyerPays={option.buyerPays} isSomething words={words} />
          <Choose desk={desk} option={option} isFirst={option === first} words={words} onAsk={onAsk} />
        </li>
      ))}
    </ul>
  )
}

interface ChooseProps extends ChoicesProps {
  readonly option: Option
  readonly isFirst: boolean
}

function Choose({ desk, option, isFirst, words, onAsk }: ChooseProps) {
  const { request, pending, decide } = desk
  const text = useText('returns')
  const { key, state, verdict, asks, needsApproval } = option
  const choose = (): void => decide({ event: 'choose', option: key })
  if (state === 'forbidden') return verdict && <Forbidden verdict={verdict} words={words} />
  if (state === 'asks')
    return (
      <>
        <p className="text-sm text-warn-ink">{words.code('step.ask', { facts: words.listed(asks) })}</p>
        {request.may.work && (
          <Button size="small" className="self-start" onClick={() => asks[0] && onAsk(asks[0])}>
            {text('state')}
          </Button>
        )}
      </>
    )
  if (!request.may.work) return null
  if (needsApproval && !isGranted(request, key))
    return (
      <>
        <p className="text-xs text-warn-ink">{text('above-limit')}</p>
        <ApprovalAsk desk={desk} option={key} />
      </>
    )
  return isFirst ? (
    <NextButton tone="secondary" pending={pending} className="self-start" onClick={choose}>
      {text('choose')}
    </NextButton>
  ) : (
    <Button size="small" disabled={pending} className="self-start" onClick={choose}>
      {text('choose')}
    </Button>
  )
}

const focusIn = (item: Element | undefined): void => item?.querySelector<HTMLElement>('button')?.focus()
