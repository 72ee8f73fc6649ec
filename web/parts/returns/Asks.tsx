import { useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { FactField } from './FactField.tsx'
import type { FactName, Facts, FactValue } from './facts.ts'
import type { ReturnWords } from './words.ts'

interface AsksProps {
  readonly names: readonly FactName[]
  readonly currency: string
  readonly words: ReturnWords
  readonly pending: boolean
  readonly onState: (facts: Facts) => void
}

/** Asks what must be known before it can go on. */
export function Asks({ names, currency, words, pending, onState }: AsksProps) {
  const text = useText('returns')
  const [given, setGiven] = useState<{ readonly [name: string]: FactValue }>({})
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as Facts
  return (
    <form
      className="flex flex-col gap-2.5"
      onSubmit={(event) => {
        event.preventDefault()
        onState(stated)
      }}
    >
      {names.map((name, at) => (
        <FactField
          key={name}
          name={name}
          value={given[name] ?? null}
          currency={currency}
          words={words}
          isNext={at === 0}
          onValue={(value) => setGiven({ ...given, [name]: value })}
        />
      ))}
      <Button
        type="submit"
        tone="primary"
        size="small"
        pending={pending}
        disabled={Object.keys(stated).length === 0}
        className="self-start"
      >
        {text('state-do')}
      </Button>
    </form>
  )
}
