import { useText } from '../../../i18n/text.ts'
import { classes } from '../../../ui/classes.ts'
import { Select } from '../../../ui/Select.tsx'
import { type Category, categories, type Template } from './templates.ts'

interface CategoryTreeProps {
  /** What the search has found, in every group. */
  readonly templates: readonly Template[]
  readonly chosen: Category | 'all'
  readonly onChoose: (category: Category | 'all') => void
}

/** The groups of letters with how many each holds; on a phone a list to choose from. */
export function CategoryTree({ templates, chosen, onChoose }: CategoryTreeProps) {
  const text = useText('templates')
  const groups = [
    { value: 'all' as const, label: text('every-category'), count: templates.length },
    ...categories.map((value) => ({
      value,
      label: text(`category.${value}`),
      count: templates.filter((template) => template.category === value).length,
    })),
  ]
  return (
    <>
      <nav aria-label={text('categories')} className="max-md:hidden">
        <ul className="flex flex-col gap-0.5">
          {groups.map((group) => (
            <li key={group.value}>
              <button
                type="button"
                aria-current={group.value === chosen ? 'true' : undefined}
                onClick={() => onChoose(group.value)}
                className={classes(
                  'flex min-h-8 w-full items-center gap-2 rounded-lg px-2.5 text-left hover:bg-hover',
                  'aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent-ink',
                )}
              >
                <span className="min-w-0 flex-1 truncate">{group.label}</span>
                <span className={classes('text-sm tabular-nums', group.value !== chosen && 'text-muted')}>
                  {group.count}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <Select
        className="md:hidden"
        aria-label={text('categories')}
        value={chosen}
        options={groups.map(({ value, label, count }) => ({ value, label: `${label} (${count})` }))}
        onValue={onChoose}
      />
    </>
  )
}
