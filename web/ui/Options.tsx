import { Check, Search } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useText } from '../i18n/text.ts'
import { isComposed } from '../keyboard/ime.ts'
import { classes } from './classes.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly hint?: ReactNode
  readonly icon?: ReactNode
  /** A second line: why it may not be chosen, what speaks against it. */
  readonly note?: string | undefined
  readonly disabled?: boolean | undefined
  /** Further words that find it (a pinyin, a code). */
  readonly keywords?: string | undefined
}

interface OptionsProps {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly value?: string | null | undefined
  readonly onChoose: (value: string) => void
  /** Given when the server searches; without it the choices are narrowed here. */
  readonly onSearch?: ((words: string) => void) | undefined
  readonly busy?: boolean | undefined
}

const most = 60

/** A search field over a list of choices: typing narrows, arrows move, Enter chooses. Stands inside a popover. */
export function Options({ label, choices, value, onChoose, onSearch, busy = false }: OptionsProps) {
  const id = useId()
  const text = useText('ui')
  const [words, setWords] = useState('')
  const [active, setActive] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const found = (onSearch ? choices : choices.filter((choice) => matches(choice, words))).slice(0, most)

  useEffect(() => {
    list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const pressed = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposed(event.nativeEvent)) return
    const chosen = found[active]
    if (event.code === 'ArrowDown') setActive(Math.min(active + 1, found.length - 1))
    else if (event.code === 'ArrowUp') setActive(Math.max(active - 1, 0))
    else if (event.code === 'Enter' && chosen && !chosen.disabled) onChoose(chosen.value)
    else return
    event.preventDefault()
  }

  return (
    <div className="flex w-80 max-w-full flex-col">
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        <input
          // The layer was opened to type into this field.
          // biome-ignore lint/a11y/noAutofocus: focus moves into an opened layer, as the pattern of a combobox asks
          autoFocus
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={found[active] ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          className="h-10 min-w-0 flex-1 bg-transparent text-base outline-none"
          placeholder={text('search')}
          value={words}
          onChange={(event) => {
            setWords(event.target.value)
            setActive(0)
            onSearch?.(event.target.value)
          }}
          onKeyDown={pressed}
        />
      </div>
      <div
        id={`${id}-list`}
        ref={list}
        role="listbox"
        aria-label={label}
        aria-busy={busy}
        className="max-h-72 overflow-y-auto p-1"
      >
        {found.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the search field above owns the keyboard (aria-activedescendant)
          <div
            key={choice.value}
            id={`${id}-${index}`}
            data-index={index}
            role="option"
            tabIndex={-1}
            aria-selected={choice.value === value}
            aria-disabled={choice.disabled}
            onClick={() => !choice.disabled && onChoose(choice.value)}
            onPointerMove={() => setActive(index)}
            className={classes(
              'flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1 pointer-coarse:min-h-11',
              index === active && 'bg-accent-soft',
              choice.disabled && 'cursor-not-allowed text-muted',
            )}
          >
            {choice.icon}
            <span className="min-w-0 flex-1">
              <span className="block truncate">{choice.label}</span>
              {choice.note && <span className="block text-xs text-muted">{choice.note}</span>}
            </span>
            {choice.hint && <span className="shrink-0 text-xs text-muted">{choice.hint}</span>}
            {choice.value === value && <Check aria-hidden className="size-4 shrink-0 text-accent-ink" />}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="px-3 pb-3 text-sm text-muted">{text(busy ? 'loading' : 'nothing-found')}</p>}
    </div>
  )
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

function matches(choice: Choice, words: string): boolean {
  const within = folded(`${choice.label} ${choice.keywords ?? ''} ${choice.value}`)
  return folded(words)
    .split(/\s+/)
    .every((word) => within.includes(word))
}
