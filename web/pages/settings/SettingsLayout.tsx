import { Link } from '@tanstack/react-router'
import { ArrowLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/text.ts'
import { useSession } from '../../shell/session.ts'
import { classes } from '../../ui/classes.ts'
import { settingsOpenTo } from './registry.ts'

interface SettingsLayoutProps {
  /** The path of the page shown. */
  readonly chosen: string
  /** The address names no page: a phone shows the menu alone. */
  readonly menuFirst: boolean
  readonly children: ReactNode
}

/** The settings' menu with a page beside it; on a phone one or the other. */
export function SettingsLayout({ chosen, menuFirst, children }: SettingsLayoutProps) {
  const text = useText('settings')
  const session = useSession()
  return (
    <div className="flex min-h-0 flex-1">
      <nav
        aria-label={text('settings')}
        className={classes(
          'w-56 shrink-0 overflow-y-auto border-r border-line bg-side p-3 max-md:w-full max-md:border-r-0',
          !menuFirst && 'max-md:hidden',
        )}
      >
        <h2 className="px-2 pt-1 pb-2 text-lg">{text('settings')}</h2>
        <ul className="flex flex-col gap-0.5">
          {settingsOpenTo(session.permissions).map((page) => (
            <li key={page.path}>
              <Link
                to="/settings/{-$page}/{-$item}"
                params={{ page: page.path, item: undefined }}
                aria-current={page.path === chosen ? 'page' : undefined}
                className={classes(
                  'flex min-h-9 items-center gap-2.5 rounded-lg px-2.5 hover:bg-hover max-md:min-h-12',
                  'md:aria-[current=page]:bg-accent-soft md:aria-[current=page]:font-semibold md:aria-[current=page]:text-accent-ink',
                )}
              >
                <page.icon aria-hidden className="size-4 shrink-0" />
                <span className="min-w-0 flex-1 truncate">{text(page.title)}</span>
                <ChevronRight aria-hidden className="size-4 text-muted md:hidden" />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes('relative min-w-0 flex-1 overflow-y-auto', menuFirst && 'max-md:hidden')}>
        <div className="mx-auto flex max-w-5xl flex-col gap-5 p-6 max-md:p-4">
          <Link
            to="/settings/{-$page}/{-$item}"
            params={{ page: undefined, item: undefined }}
            className="inline-flex min-h-11 items-center gap-1.5 self-start text-muted md:hidden"
          >
            <ArrowLeft aria-hidden className="size-4" />
            {text('settings')}
          </Link>
          {children}
        </div>
      </div>
    </div>
  )
}
