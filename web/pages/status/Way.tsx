import { Check } from 'lucide-react'
import { classes } from '../../ui/classes.ts'
import type { Status } from './queries.ts'
import type { Words } from './words.ts'

/** The stages from received to solved. Which one is done is said in words too, not by colour alone. */
export function Way({ stages, words }: { readonly stages: Status['stages']; readonly words: Words }) {
  return (
    <ol aria-label={words.progress} className="flex flex-col sm:flex-row">
      {stages.map(({ stage, state }, place) => (
        <li
          key={stage}
          aria-current={state === 'now' ? 'step' : undefined}
          className="relative flex min-w-0 flex-1 items-center gap-3 pb-5 last:pb-0 sm:flex-col sm:gap-2 sm:pb-0 sm:text-center"
        >
          {place > 0 && (
            <span
              aria-hidden
              className={classes(
                'absolute -top-5 left-[13px] h-5 w-0.5 sm:top-[13px] sm:right-[calc(50%+14px)] sm:left-[calc(-50%+14px)] sm:h-0.5 sm:w-auto',
                state === 'ahead' ? 'bg-line' : 'bg-accent',
              )}
            />
          )}
          <span
            aria-hidden
            className={classes(
              'relative flex size-7 shrink-0 items-center justify-center rounded-full border-2',
              state === 'ahead' ? 'border-line bg-surface' : 'border-accent',
              state === 'done' && 'bg-accent text-on-accent',
              state === 'now' && 'bg-surface',
            )}
          >
            {state === 'done' && <Check className="size-4" />}
            {state === 'now' && <span className="size-3 rounded-full bg-accent" />}
          </span>
          <span className={classes('text-lg sm:text-base', state === 'now' ? 'font-semibold' : 'text-muted')}>
            {words.stages[stage]}
            <span className="sr-only">, {words.states[state]}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
