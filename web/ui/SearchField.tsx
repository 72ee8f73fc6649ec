import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../i18n/text.ts'
import { isComposed } from '../keyboard/ime.ts'
import { IconButton } from './IconButton.tsx'
import { Input } from './Input.tsx'

interface SearchFieldProps {
  /** For a command that puts the focus here. */
  readonly id?: string | undefined
  /** What can be found with it. */
  readonly label: string
  readonly value: string
  readonly onSearch: (words: string) => void
}

const patience = 220

/** Finds while one types, a moment after the last key. Escape empties it. */
export function SearchField({ id, label, value, onSearch }: SearchFieldProps) {
  const text = useText('ui')
  const [typed, setTyped] = useState(value)
  const latest = useRef(onSearch)
  latest.current = onSearch
  // The address may change by other ways (back, a link): the field follows it.
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => latest.current(typed.trim()), patience)
    return () => clearTimeout(timer)
  }, [typed, value])
  return (
    <div className="relative w-full max-w-sm">
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" />
      <Input
        id={id}
        type="search"
        aria-label={label}
        placeholder={label}
        className="pr-9 pl-9 [&::-webkit-search-cancel-button]:hidden"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.code !== 'Escape' || typed === '' || isComposed(event.nativeEvent)) return
          event.stopPropagation()
          setTyped('')
        }}
      />
      {typed && (
        <IconButton
          icon={X}
          size="small"
          label={text('clear')}
          className="absolute top-1/2 right-1 -translate-y-1/2"
          onClick={() => setTyped('')}
        />
      )}
    </div>
  )
}
