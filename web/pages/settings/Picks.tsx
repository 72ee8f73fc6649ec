import { X } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import type { Choice } from '../../ui/Options.tsx'

interface PicksProps {
  /** What one adds: the name of the field that finds it. */
  readonly label: string
  readonly choices: readonly Choice[]
  readonly values: readonly string[]
  readonly onValues: (values: string[]) => void
}

/** Several of many: those chosen as tags that can be taken away, and a field that finds one more. */
export function Picks({ label, choices, values, onValues }: PicksProps) {
  const text = useText('members')
  const chosen = choices.filter((choice) => values.includes(choice.value))
  return (
    <div className="flex flex-col gap-2">
      {chosen.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {chosen.map((choice) => (
            <li
              key={choice.value}
              className="inline-flex items-center gap-1 rounded-md bg-neutral-soft py-0.5 pr-0.5 pl-2 text-sm"
            >
              {choice.label} <span className="text-muted">{choice.hint}</span>
              <button
                type="button"
                aria-label={text('take-away', { name: choice.label })}
                className="flex size-6 items-center justify-center rounded hover:bg-hover pointer-coarse:min-h-11 pointer-coarse:min-w-11"
                onClick={() => onValues(values.filter((value) => value !== choice.value))}
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Combobox
        label={label}
        value={null}
        choices={choices.filter((choice) => !values.includes(choice.value))}
        onValue={(value) => onValues([...values, value])}
        className="max-w-sm"
      />
    </div>
  )
}
