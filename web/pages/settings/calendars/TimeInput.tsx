import { useEffect, useState } from 'react'
import { Input } from '../../../ui/Input.tsx'
import { readTime } from './times.ts'

interface TimeInputProps {
  readonly label: string
  readonly value: string
  readonly onValue: (time: string) => void
}

/** A time of day up to 24:00, which the browser's own field does not know; takes "9", "930" and full-width digits. */
export function TimeInput({ label, value, onValue }: TimeInputProps) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const wrong = readTime(typed) === undefined
  return (
    <span className="inline-block w-18">
      <Input
        aria-label={label}
        aria-invalid={wrong || undefined}
        inputMode="numeric"
        maxLength={5}
        className="px-1 text-center tabular-nums"
        value={typed}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          const time = readTime(typed)
          // What is no time gives way to what stood there before.
          setTyped(time ?? value)
          if (time && time !== value) onValue(time)
        }}
      />
    </span>
  )
}
