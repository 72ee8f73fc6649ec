import { AlarmClock } from 'lucide-react'
import { useState } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { useCommand } from '../../keyboard/hint.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { Button } from '../../ui/Button.tsx'
import { DateTimePicker } from '../../ui/DateTimePicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popover } from '../../ui/Popover.tsx'
import type { Ticket } from './queries.ts'
import { snoozePresets } from './snooze.ts'
import { useWork } from './useWork.ts'

interface SnoozeButtonProps {
  readonly ticket: Ticket
  readonly storeZone: string | undefined
}

/** Puts the ticket aside until a moment: presets in the own zone and in the store's, where the buyer lives, or any moment. */
export function SnoozeButton({ ticket, storeZone }: SnoozeButtonProps) {
  const text = useText('inbox')
  const formats = useFormats()
  const hint = useCommand('ticket.snooze')
  const { snooze } = useWork(ticket)
  const [open, setOpen] = useState(false)
  const [moment, setMoment] = useState<Date | null>(null)
  useCommands({ 'ticket.snooze': () => setOpen(true) })
  const choose = (until: Date): void => {
    setOpen(false)
    snooze.mutate(until)
  }
  const now = new Date()
  return (
    <Popover
      trigger={<IconButton icon={AlarmClock} label={hint.label} keys={hint.keys} pending={snooze.isPending} />}
      label={hint.label}
      open={open}
      onOpen={setOpen}
      className="w-80 p-1.5"
    >
      <ul>
        {snoozePresets(now, storeZone).map((preset) => (
          <li key={preset.name}>
            <button
              type="button"
              onClick={() => choose(preset.at)}
              className="flex min-h-9 w-full items-center gap-3 rounded-md px-2.5 py-1 text-left hover:bg-accent-soft focus-visible:bg-accent-soft pointer-coarse:min-h-11"
            >
              <span className="min-w-0 flex-1">{text(`snooze.${preset.name}`)}</span>
              <span className="shrink-0 text-xs text-muted tabular-nums">{formats.day(preset.at)}</span>
            </button>
          </li>
        ))}
      </ul>
      <form
        className="mt-1 flex items-end gap-2 border-t border-line p-2.5"
        onSubmit={(event) => {
          event.preventDefault()
          if (moment) choose(moment)
        }}
      >
        <Field label={text('snooze-until')} className="flex-1">
          <DateTimePicker value={moment} onValue={setMoment} min={now} />
        </Field>
        <Button type="submit" tone="primary" disabled={!moment}>
          {text('snooze-do')}
        </Button>
      </form>
    </Popover>
  )
}
