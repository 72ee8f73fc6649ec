import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { Fragment, type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { useCommand } from '../../keyboard/hint.ts'
import { isComposed } from '../../keyboard/ime.ts'
import { type Letter, vocabularyQuery } from '../../parts/letters.ts'
import { Badge } from '../../ui/Badge.tsx'
import { classes } from '../../ui/classes.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { lettersQuery, type Ticket } from './queries.ts'
import { useLetterTitle } from './useLetterTitle.ts'

interface TemplatePickerProps {
  readonly ticket: Ticket
  readonly onChoose: (letter: Letter) => void
}

/** The letters that fit, written out for this ticket: their titles at the left, the text and its Chinese meaning at the right. */
export function TemplatePicker({ ticket, onChoose }: TemplatePickerProps) {
  const id = useId()
  const text = useText('inbox')
  const [words, setWords] = useState('')
  const [active, setActive] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const asked = useDeferredValue(words.trim())
  const letters = useQuery(lettersQuery(ticket.id, asked))
  const found = letters.data ?? []
  const firstDecided = found.findIndex(({ place }) => place === 'decided')
  const shown = found[Math.min(active, found.length - 1)]

  useEffect(() => {
    list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const pressed = (event: KeyboardEvent): void => {
    if (isComposed(event.nativeEvent)) return
    if (event.code === 'ArrowDown') setActive(Math.min(active + 1, found.length - 1))
    else if (event.code === 'ArrowUp') setActive(Math.max(active - 1, 0))
    else if (event.code === 'Enter' && shown) onChoose(shown)
    else return
    event.preventDefault()
  }

  return (
    <div className="flex max-h-[min(26rem,70vh)] flex-col">
      <div className="flex shrink-0 items-center gap-2 border-b border-line px-3">
        <Search aria-hidden className="size-4 text-muted" />
        <input
          // biome-ignore lint/a11y/noAutofocus: focus moves into an opened layer, as the pattern of a combobox asks
          autoFocus
          role="combobox"
          aria-label={text('choose-template')}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={shown ? `${id}-${found.indexOf(shown)}` : undefined}
          placeholder={text('search-template')}
          value={words}
          onChange={(event) => {
            setWords(event.target.value)
            setActive(0)
          }}
          onKeyDown={pressed}
          className="h-11 min-w-0 flex-1 bg-transparent outline-none"
        />
      </div>
      <div className="grid min-h-0 flex-1 grid-cols-[16rem_1fr] max-sm:grid-cols-1">
        <div
          id={`${id}-list`}
          ref={list}
          role="listbox"
          aria-label={text('choose-template')}
          className="min-h-56 overflow-y-auto border-r border-line p-1 max-sm:max-h-48 max-sm:min-h-0 max-sm:border-r-0 max-sm:border-b"
        >
          {found.map((letter, index) => (
            <Fragment key={letter.key}>
              {index === firstDecided && <DecidedHeading id={`${id}-decided`} />}
              <Choice
                id={`${id}-${index}`}
                index={index}
                letter={letter}
                chosen={letter === shown}
                why={letter.place === 'decided' ? `${id}-decided` : undefined}
                onChoose={() => onChoose(letter)}
                onPoint={() => setActive(index)}
              />
            </Fragment>
          ))}
          {letters.isPending && <SkeletonLines lines={6} />}
          {letters.isError && <ErrorState error={letters.error} onRetry={() => void letters.refetch()} />}
          {letters.isSuccess && found.length === 0 && <p className="p-3 text-sm text-muted">{text('no-template')}</p>}
        </div>
        {shown && <Preview letter={shown} />}
      </div>
    </div>
  )
}

interface ChoiceProps {
  readonly id: string
  readonly index: number
  readonly letter: Letter
  readonly chosen: boolean
  /** The element that says why it stands apart. */
  readonly why: string | undefined
  readonly onChoose: () => void
  readonly onPoint: () => void
}

function Choice({ id, index, letter, chosen, why, onChoose, onPoint }: ChoiceProps) {
  const titleOf = useLetterTitle()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field above owns the keyboard (aria-activedescendant)
    <div
      id={id}
      data-index={index}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-describedby={why}
      onClick={onChoose}
      onPointerMove={onPoint}
      className={classes(
        'flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2.5 py-1 pointer-coarse:min-h-11',
        chosen && 'bg-accent-soft',
      )}
    >
      <span className="min-w-0 flex-1 truncate">{titleOf(letter)}</span>
      <Badge tone="outline" className="font-mono">
        {letter.language.toUpperCase()}
      </Badge>
    </div>
  )
}

/** Above the letters that the return of the ticket decides on: who chooses one of them does what its policy does by itself. */
function DecidedHeading({ id }: { readonly id: string }) {
  const text = useText('inbox')
  const [step, begin] = [useCommand('return.step'), useCommand('return.begin')]
  const { keys } = step.available ? step : begin
  return (
    <p id={id} role="presentation" className="mt-1 border-t border-line px-2.5 pt-2 pb-1 text-xs text-muted">
      <span className="block font-medium text-ink">{text('decided-letters')}</span>
      {text('decided-letters-why', { key: keys.join(' ') })}
    </p>
  )
}

/** The letter as it would go out, and beside it what it says in Chinese for those who read its language poorly. */
function Preview({ letter }: { readonly letter: Letter }) {
  const text = useText('inbox')
  const language = useLanguage()
  const vocabulary = useQuery({ ...vocabularyQuery, enabled: letter.missing.length > 0 })
  const formats = useFormats()
  const chinese = language === 'zh-CN' && letter.meaning !== '' && letter.language !== 'zh'
  const names = letter.missing.map(
    (name) => vocabulary.data?.variables.find((variable) => variable.name === name)?.meaning[language] ?? name,
  )
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard
      tabIndex={0}
      className="min-h-0 overflow-y-auto p-3.5 text-sm outline-offset-[-2px]"
    >
      {names.length > 0 && (
        <p className="mb-2 text-warn-ink">{text('to-fill', { count: names.length, names: names.join(', ') })}</p>
      )}
      <div className={classes('grid gap-4', chinese && 'md:grid-cols-2')}>
        <Words title={formats.languageName(letter.language)} language={letter.language}>
          {letter.text}
        </Words>
        {chinese && (
          <Words title={text('meaning')} language="zh-CN">
            {letter.meaning}
          </Words>
        )}
      </div>
    </div>
  )
}

interface WordsProps {
  readonly title: string
  readonly language: string
  readonly children: string
}

const Words = ({ title, language, children }: WordsProps) => (
  <div className="min-w-0">
    <p className="mb-1 text-xs text-muted">{title}</p>
    <p lang={language} className="leading-relaxed break-words whitespace-pre-wrap">
      {children}
    </p>
  </div>
)
