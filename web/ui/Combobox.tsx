import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useText } from '../i18n/text.ts'
import { classes, controlHeight, fieldFrame } from './classes.ts'
import { useFieldControl } from './Field.tsx'
import { type Choice, Options } from './Options.tsx'
import { Popover } from './Popover.tsx'

interface ComboboxProps {
  /** Its name for screen readers, the same words as the field's label. */
  readonly label: string
  readonly value: string | null
  readonly choices: readonly Choice[]
  readonly onValue: (value: string) => void
  readonly onSearch?: ((words: string) => void) | undefined
  readonly busy?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly className?: string | undefined
}

/** One of many, found by typing: zones, members, marketplaces. For up to about a dozen use `Select`. */
export function Combobox({ label, value, choices, onValue, onSearch, busy, disabled, className }: ComboboxProps) {
  const text = useText('ui')
  const { required: _, ...field } = useFieldControl()
  const [open, setOpen] = useState(false)
  const chosen = choices.find((choice) => choice.value === value)
  const trigger = (
    <button
      type="button"
      disabled={disabled}
      className={classes(fieldFrame, controlHeight, 'flex items-center gap-2 text-left', className)}
      {...field}
    >
      <span className={classes('min-w-0 flex-1 truncate', !chosen && 'text-muted')}>
        {chosen?.label ?? text('choose')}
      </span>
      <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
    </button>
  )
  return (
    <Popover trigger={trigger} label={label} open={open} onOpen={setOpen} align="start">
      <Options
        label={label}
        choices={choices}
        value={value}
        busy={busy}
        onSearch={onSearch}
        onChoose={(next) => {
          setOpen(false)
          onValue(next)
        }}
      />
    </Popover>
  )
}
