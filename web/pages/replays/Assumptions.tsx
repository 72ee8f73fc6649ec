import { CircleHelp, TriangleAlert } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { type LooseText, type Text, useLooseText, useText } from '../../i18n/text.ts'
import { Card } from '../../ui/Card.tsx'
import type { Assumption, Result } from './replays.ts'

/** What nobody knows and what stands in for it, and which returns are left out and why. */
export function Assumptions({ result }: { readonly result: Result }) {
  const text = useText('replays')
  const codes = useLooseText('policies')
  const formats = useFormats()
  const { assumptions, obstacles, notServed, unpriced } = result
  const facts = (names: readonly string[]): string => names.map((name) => codes(`fact.${name}`) ?? name).join(', ')
  const isLeft = obstacles.length > 0 || notServed > 0 || unpriced.returns > 0
  return (
    <>
      {assumptions.length > 0 && (
        <Card title={text('assumptions')} icon={CircleHelp}>
          <p className="mb-2 text-sm text-muted">{text('assumptions-detail')}</p>
          <ul className="flex flex-col gap-2.5">
            {assumptions.map((one) => (
              <li key={`${one.kind} ${one.about} ${one.before}`} className="flex flex-col text-sm">
                <span className="font-medium">{questionIn(one, text, codes)}</span>
                <span className="text-muted tabular-nums">
                  {[
                    one.shares
                      .filter(({ share }) => share >= 0.005)
                      .map(({ answer, share }) => `${answerIn(one, answer, text, codes)} ${formats.percent(share)}`)
                      .join(', '),
                    text('seen-in', { count: one.shares.reduce((sum, { seen }) => sum + seen, 0) }),
                    text('used-in', { count: Math.round(one.uses) }),
                  ].join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {isLeft && (
        <Card title={text('left-out')} icon={TriangleAlert}>
          <ul className="flex flex-col gap-1.5 text-sm">
            {obstacles.map(({ obstacle, returns, facts: names }) => (
              <li key={`${obstacle} ${names.join()}`}>
                {text(`obstacle.${obstacle}`, { count: returns, facts: facts(names) })}
              </li>
            ))}
            {notServed > 0 && <li>{text('not-served', { count: notServed })}</li>}
            {unpriced.returns > 0 && (
              <li>
                {unpriced.facts.length > 0
                  ? text('unpriced', { count: unpriced.returns, facts: facts(unpriced.facts.map(({ fact }) => fact)) })
                  : text('unbooked', { count: unpriced.returns })}
              </li>
            )}
          </ul>
        </Card>
      )}
    </>
  )
}

function questionIn({ kind, about, before }: Assumption, text: Text<'replays'>, codes: LooseText): string {
  switch (kind) {
    case 'answer': {
      const offer = text(`offer.${about as Offer}`)
      return text(before === 0 ? 'question.first' : before === 1 ? 'question.second' : 'question.later', { offer })
    }
    case 'wait':
      return text('question.wait', { thing: text(`awaited.${about as Awaited}`) })
    case 'choice':
      return text('question.choice')
    case 'fact':
      return text('question.fact', { fact: codes(`fact.${about}`) ?? about })
    case 'claim':
      return text('question.claim', { outcome: codes(`outcome.${about}`) ?? about })
  }
}

type Offer = 'refuses' | 'fee' | 'buyer-pays-shipping' | 'photos' | 'part-refund' | 'all' | 'other'
type Awaited = 'item' | 'parcel' | 'photos' | 'marketplace'

/** A move as the key of a choice has it: `refund=50`. */
function moveIn(move: string, codes: LooseText): string {
  const [name = '', value = ''] = move.split('=')
  const key = name === 'shipping' ? `move.shipping.${value}` : `move.${name}`
  return codes(key, { percent: value, reason: value }) ?? move
}

function answerIn({ kind, about }: Assumption, answer: string, text: Text<'replays'>, codes: LooseText): string {
  if (kind === 'answer') return codes(`word.buyerAnswer.${answer}`) ?? answer
  if (kind === 'wait') return text(answer === 'arrived' ? 'arrived' : 'not-arrived')
  if (kind === 'claim') return text(answer === 'yes' ? 'claim-yes' : 'claim-no')
  if (kind === 'choice')
    return answer
      .split(' ')
      .map((move) => moveIn(move, codes))
      .join(' + ')
  if (answer === 'true') return codes('yes') ?? answer
  if (answer === 'false') return codes('no') ?? answer
  if (about === 'photos') return answer === '0' ? text('no-photos') : text('some-photos')
  return codes(`word.${about}.${answer}`) ?? answer
}
