import { type RefObject, useEffect, useRef, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Begin } from './Begin.tsx'
import { Ended } from './Ended.tsx'
import { Fold } from './Fold.tsx'
import { OpenReturn } from './OpenReturn.tsx'
import type { ReturnOfTicket } from './returns.ts'
import { type Desk, useReturn } from './useReturn.ts'

interface ReturnBesideProps {
  readonly ticketId: string
  readonly of: ReturnOfTicket
  /** The currency of the store, for amounts of a return that has not begun. */
  readonly currency: string
  /** How often somebody asked for the next step by its key: the focus goes there each time. */
  readonly wanted: number
  readonly onSent: (messageId: string) => void
}

/** The return of a ticket beside it: the decision that is next, or what a return would begin with, and those that ended. */
export function ReturnBeside({ ticketId, of, currency, wanted, onSent }: ReturnBesideProps) {
  const text = useText('returns')
  const mayWork = useMay('returns.work')
  const box = useRef<HTMLDivElement>(null)
  const [turns, setTurns] = useState(0)
  const isInside = useFocusInside(box)
  const work = useReturn(ticketId, { onSent, onDone: () => setTurns((before) => before + 1) })
  const { begin, decide } = work
  useEffect(() => {
    if (wanted + turns === 0) return
    // What is next has been drawn by then, and its button can be pressed again.
    const frame = requestAnimationFrame(() => focusNext(box.current))
    return () => cancelAnimationFrame(frame)
  }, [wanted, turns])
  const { request, proposal, ended } = of
  const desk: Desk | null = request && {
    request,
    pending: decide.isPending,
    decide: (decision, done) => decide.mutate({ request, decision }, { onSuccess: () => done?.() }),
  }
  return (
    <div ref={box} tabIndex={-1} className="flex flex-col gap-2.5 focus:outline-none">
      {desk && (
        <OpenReturn
          key={desk.request.id}
          desk={desk}
          error={decide.error}
          isInside={isInside}
          onKept={work.keep}
          onForm={decide.reset}
        />
      )}
      {proposal && ended.length === 0 && (
        <Begin
          ticketId={ticketId}
          proposal={proposal}
          currency={currency}
          pending={begin.isPending}
          error={begin.error}
          onBegin={(wanted) => begin.mutate(wanted)}
        />
      )}
      {ended.length > 0 && (
        <section aria-label={text('ended')} className="flex flex-col gap-1">
          {ended.map((row) => (
            <Ended key={row.id} row={row} mayWork={mayWork} onKept={work.keep} />
          ))}
        </section>
      )}
      {proposal && ended.length > 0 && proposal.mayBegin && (
        <Fold title={text('begin-another')}>
          <Begin
            ticketId={ticketId}
            proposal={proposal}
            currency={currency}
            pending={begin.isPending}
            error={begin.error}
            onBegin={(wanted) => begin.mutate(wanted)}
          />
        </Fold>
      )}
    </div>
  )
}

/** What the letter still lacks comes first, then the button of the step; without either, the card itself. */
function focusNext(box: HTMLElement | null): void {
  const target =
    box?.querySelector<HTMLElement>('[data-gaps] :is(input,textarea,select)') ??
    box?.querySelector<HTMLElement>('[data-next]:not(:disabled)') ??
    box
  target?.focus()
}

/** Whether the focus is somewhere in an element. */
function useFocusInside(box: RefObject<HTMLElement | null>): boolean {
  const [isInside, setInside] = useState(false)
  useEffect(() => {
    const element = box.current
    const entered = (): void => setInside(true)
    const left = ({ relatedTarget }: FocusEvent): void =>
      setInside(relatedTarget instanceof Node && element?.contains(relatedTarget) === true)
    element?.addEventListener('focusin', entered)
    element?.addEventListener('focusout', left)
    return () => {
      element?.removeEventListener('focusin', entered)
      element?.removeEventListener('focusout', left)
    }
  }, [box])
  return isInside
}
