import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { ProblemError } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { FactField } from './FactField.tsx'
import { FactList } from './FactList.tsx'
import { Fold } from './Fold.tsx'
import { type FactName, type Facts, type FactValue, isFact } from './facts.ts'
import { NextButton } from './NextButton.tsx'
import { Problem } from './Problem.tsx'
import { type Proposal, proposalQuery } from './returns.ts'
import { useReturnWords } from './words.ts'

interface BeginProps {
  readonly ticketId: string
  /** What it would begin with by what is known already. */
  readonly proposal: Proposal
  readonly currency: string
  readonly pending: boolean
  readonly error: Error | null
  readonly onBegin: (wanted: Schemas['NewReturn']) => void
}

/** The facts that the server asked for when it refused to begin, as the names of the fields that it refused. */
const askedIn = (error: Error | null): FactName[] =>
  error instanceof ProblemError
    ? error.fields.flatMap(({ field }) => {
        const name = field.replace(/^facts\./, '')
        return name !== field && isFact(name) ? [name] : []
      })
    : []

/** What a return would begin with: its policy, what is known, what is still asked, and what comes back. */
export function Begin({ ticketId, proposal: known, currency, pending, error, onBegin }: BeginProps) {
  const text = useText('returns')
  const words = useReturnWords(currency)
  const { lines, order } = known
  const [sku, setSku] = useState(lines.length === 1 ? (lines[0]?.sku ?? '') : '')
  const [quantity, setQuantity] = useState('1')
  const [given, setGiven] = useState<{ readonly [name: string]: FactValue }>({})
  const [isCorrecting, setCorrecting] = useState(false)
  const line = lines.find((one) => one.sku === sku)
  const pieces = Number(quantity)
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as Facts
  const isStated = Object.keys(stated).length > 0
  const wanted = { quantity: pieces, ...(line && { sku: line.sku }), ...(isStated && { facts: stated }) }
  const isOrdered = pieces >= 1 && pieces <= (line?.quantity ?? 10_000)
  // Another reason may be another policy, which asks other things: it is said before it begins.
  const isOther = known.mayBegin && isOrdered && (isStated || lines.length > 1 || pieces > 1)
  const news = useQuery({ ...proposalQuery(ticketId, wanted), enabled: isOther, placeholderData: keepPreviousData })
  const proposal = (isOther && news.data) || known
  const { policy, facts } = proposal
  const reason = known.facts.find(({ fact }) => fact === 'reason')
  const asks = [
    ...new Set<FactName>([
      ...(isCorrecting || !reason ? (['reason'] as const) : []),
      ...known.asks,
      ...proposal.asks,
      ...Object.keys(stated).filter(isFact),
      ...askedIn(error),
    ]),
  ]
  const isReady =
    proposal.mayBegin &&
    (lines.length === 0 || line !== undefined) &&
    isOrdered &&
    proposal.asks.every((name) => given[name] != null)
  return (
    <form
      className="flex flex-col gap-2.5"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && !pending) onBegin(wanted)
      }}
    >
      <p aria-live="polite" className="text-sm">
        {policy ? (
          <>
            <span className="text-muted">{text('would-serve')}</span>{' '}
            <span className="font-medium">{words.title(policy.title)}</span>
          </>
        ) : (
          <span className="text-warn-ink">{text('no-policy')}</span>
        )}
      </p>
      {reason && !isCorrecting && (
        <p className="flex flex-wrap items-center gap-x-1.5 text-sm">
          <span className="text-muted">{words.fact('reason')}</span>
          {words.value('reason', reason.value)}
          {proposal.mayBegin && (
            <Button size="small" tone="ghost" onClick={() => setCorrecting(true)}>
              {text('correct')}
            </Button>
          )}
        </p>
      )}
      {!order && <p className="text-sm text-warn-ink">{text('no-order')}</p>}
      {proposal.mayBegin && (
        <>
          {lines.length > 1 && (
            <Field label={text('which-item')} required>
              <Select
                value={sku}
                placeholder
                options={lines.map((one) => ({
                  value: one.sku,
                  label: `${one.title ? `${one.title} · ` : ''}${one.sku} ×${one.quantity}`,
                }))}
                onValue={setSku}
              />
            </Field>
          )}
          {line && (
            <p className="text-sm">
              {line.title || line.sku} <span className="text-muted">×{line.quantity}</span>
            </p>
          )}
          {line && line.quantity > 1 && (
            <Field label={text('quantity')} help={text('quantity-help', { most: line.quantity })} required>
              <Input
                type="number"
                min={1}
                max={line.quantity}
                value={quantity}
                onChange={({ target }) => setQuantity(target.value)}
              />
            </Field>
          )}
          {asks.map((name) => (
            <FactField
              key={name}
              name={name}
              value={given[name] ?? null}
              currency={currency}
              words={words}
              onValue={(value) => setGiven({ ...given, [name]: value })}
            />
          ))}
        </>
      )}
      <Fold title={text('facts-known', { count: facts.length })}>
        <FactList facts={facts} words={words} />
      </Fold>
      <Problem error={error ?? news.error} />
      {proposal.mayBegin ? (
        <NextButton type="submit" icon={Undo2} pending={pending} disabled={!isReady} className="self-start">
          {text('begin')}
        </NextButton>
      ) : (
        <p className="text-sm text-muted">{text('may-not-begin')}</p>
      )}
    </form>
  )
}
