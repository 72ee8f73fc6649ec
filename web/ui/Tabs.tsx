import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import { classes } from './classes.ts'

interface TabsProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly tabs: readonly { readonly value: Value; readonly label: ReactNode }[]
  readonly onValue: (value: Value) => void
  /** `line` heads a page's parts; `pill` switches a small thing. */
  readonly look?: 'line' | 'pill' | undefined
  readonly className?: string | undefined
  /** Stands at the right end of the row. */
  readonly aside?: ReactNode
  /** What the chosen tab shows. */
  readonly children: ReactNode
}

/** Parts of one thing, one shown at a time; arrows move between the tabs. */
export function Tabs<Value extends string>({
  label,
  value,
  tabs,
  onValue,
  look = 'line',
  aside,
  className,
  children,
}: TabsProps<Value>) {
  const id = useId()
  const row = useRef<HTMLDivElement>(null)
  const pressed = (event: KeyboardEvent): void => {
    const at = tabs.findIndex((tab) => tab.value === value)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.code]
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length]
    if (!next) return
    event.preventDefault()
    onValue(next.value)
    row.current?.querySelector<HTMLElement>(`[data-tab="${next.value}"]`)?.focus()
  }
  return (
    <div className={className}>
      <div className={classes('flex min-w-0 items-center gap-2', aside ? 'justify-between' : '')}>
        <div
          ref={row}
          role="tablist"
          aria-label={label}
          onKeyDown={pressed}
          className={
            look === 'line'
              ? 'flex gap-4 overflow-x-auto border-b border-line'
              : 'inline-flex shrink-0 gap-0.5 rounded-lg bg-hover p-0.5'
          }
        >
          {tabs.map((tab) => (
            <button
              key={tab.value}
              type="button"
              role="tab"
              id={`${id}-${tab.value}`}
              data-tab={tab.value}
              aria-selected={tab.value === value}
              aria-controls={`${id}-panel`}
              tabIndex={tab.value === value ? 0 : -1}
              onClick={() => onValue(tab.value)}
              className={classes(
                'shrink-0 whitespace-nowrap text-muted hover:text-ink aria-selected:font-semibold aria-selected:text-ink pointer-coarse:min-h-11',
                look === 'line'
                  ? '-mb-px border-b-2 border-transparent px-0.5 py-2 aria-selected:border-accent'
                  : 'h-7 rounded-md px-3 text-sm aria-selected:bg-surface aria-selected:shadow-card',
              )}
            >
              {tab.label}
            </button>
          ))}
        </div>
        {aside}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${value}`} className="flex min-h-0 flex-col">
        {children}
      </div>
    </div>
  )
}
