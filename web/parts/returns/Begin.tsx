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
import type { Proposal } from './returns.ts'
import { useReturnWords } from './words.ts'

interface BeginProps {
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
export function Begin({ proposal, currency, pending, error, onBegin }: BeginProps) {
  const text = useText('returns')
  const words = useReturnWords(currency)
  const { lines, policy, facts, order } = proposal
  const [sku, setSku] = useState(lines.length === 1 ? (lines[0]?.sku ?? '') : '')
  const [quantity, setQuantity] = useState('1')
  const [given, setGiven] = useState<{ readonly [name: string]: FactValue }>({})
  const [isCorrecting, setCorrecting] = useState(false)
  const line = lines.find((one) => one.sku === sku)
  const reason = facts.find(({ fact }) => fact === 'reason')
  const asks = [
    ...new Set<FactName>([
      ...(isCorrecting || !reason ? (['reason'] as const) : []),
      ...proposal.asks,
      ...askedIn(error),
    ]),
  ]
  const pieces = Number(quantity)
  const isReady =
    proposal.mayBegin &&
    (lines.length === 0 || line !== undefined) &&
    pieces >= 1 &&
    pieces <= (line?.quantity ?? 10_000) &&
    proposal.asks.every((name) => given[name] != null)
  const begin = (): void => {
    const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as Facts
    onBegin({
      quantity: pieces,
      ...(line && { sku: line.sku }),
      ...(Object.keys(stated).length > 0 && { facts: stated }),
    })
  }
  return (
    <form
      className="flex flex-col gap-2.5"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && !pending) begin()
      }}
    >
      <p className="text-sm">
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
      <Problem error={error} />
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
