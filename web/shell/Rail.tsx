import { Link } from '@tanstack/react-router'
import { Command, Languages, Moon, Sun } from 'lucide-react'
import { useText } from '../i18n/text.ts'
import { useCommand } from '../keyboard/hint.ts'
import { keyNames } from '../keyboard/match.ts'
import { mac, runCommand } from '../keyboard/registry.ts'
import { usePreferences } from '../preferences.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { type Destination, openTo } from './navigation.ts'
import { chooseLanguage, useSession } from './session.ts'
import { toggleTheme } from './theme.ts'

const cell =
  'flex w-full shrink-0 flex-col items-center justify-center gap-0.5 rounded-lg py-1.5 text-2xs text-muted transition-colors hover:bg-hover hover:text-ink'
/** On a low screen the rail stands closer together. */
const low = '[@media(max-height:60rem)]:gap-0 [@media(max-height:60rem)]:py-1'
/** What stands below the places needs no word on a very low screen: its name is in its tooltip, and is read out. */
const lowWord = '[@media(max-height:54rem)]:sr-only'
const chosen = 'bg-accent-soft font-semibold text-accent-ink hover:bg-accent-soft hover:text-accent-ink'

/** The rail at the left: where one can go, and below it commands, theme, language and the own account. */
export function Rail() {
  const text = useText('shell')
  const session = useSession()
  const { language } = usePreferences()
  const theme = useCommand('theme.toggle')
  return (
    <nav
      aria-label={text('main-navigation')}
      className="flex w-17 shrink-0 flex-col items-center border-r border-line bg-side py-2.5 max-md:hidden"
    >
      <Link to="/" aria-label={text('product')} className="mb-1.5 shrink-0 rounded-xl">
        <img src="/mark.svg" alt="" width={36} height={36} className="size-9" />
      </Link>
      {/* Where one can go scrolls if it must; what stands below it is always there. */}
      <div className="flex min-h-0 w-full flex-1 flex-col items-center gap-1 overflow-y-auto px-1 [scrollbar-width:none] [@media(max-height:60rem)]:gap-0.5">
        {openTo(session).map((place) => (
          <Place key={place.name} place={place} />
        ))}
      </div>
      <div className="flex w-full shrink-0 flex-col items-center gap-1 px-1 pt-2 [@media(max-height:60rem)]:gap-0.5">
        <Tooltip text={text('commands')} keys={keyNames('Mod+KeyK', mac)} side="right">
          <button type="button" className={`${cell} ${low}`} onClick={() => runCommand('palette.open')}>
            <Command aria-hidden className="size-4.5" />
            <span className={lowWord}>{keyNames('Mod+KeyK', mac).join(' ')}</span>
            <span className="sr-only">{text('commands')}</span>
          </button>
        </Tooltip>
        <Tooltip text={theme.label} keys={theme.keys} side="right">
          <button type="button" className={`${cell} ${low}`} onClick={toggleTheme}>
            <Moon aria-hidden className="size-4.5 dark:hidden" />
            <Sun aria-hidden className="hidden size-4.5 dark:block" />
            <span className={`dark:hidden ${lowWord}`}>{text('to-dark')}</span>
            <span className={`hidden dark:inline ${lowWord}`}>{text('to-light')}</span>
          </button>
        </Tooltip>
        <Tooltip text={text('other-language-full')} side="right">
          <button
            type="button"
            className={`${cell} ${low}`}
            lang={language === 'en' ? 'zh-CN' : 'en'}
            onClick={() => void chooseLanguage(language === 'en' ? 'zh-CN' : 'en')}
          >
            <Languages aria-hidden className="size-4.5" />
            <span className={lowWord}>{text('other-language')}</span>
          </button>
        </Tooltip>
        <AccountMenu />
      </div>
    </nav>
  )
}

function Place({ place }: { readonly place: Destination }) {
  const text = useText('shell')
  const hint = useCommand(place.command)
  return (
    <Tooltip text={hint.label} keys={hint.keys} side="right">
      <Link
        to={place.to}
        params={{}}
        activeOptions={{ exact: place.to === '/' }}
        className={`${cell} ${low}`}
        activeProps={{ className: chosen, 'aria-current': 'page' }}
      >
        <place.icon aria-hidden className="size-5" />
        {text(place.name)}
      </Link>
    </Tooltip>
  )
}

/** The same places at the bottom of a phone; some of them under “More”. */
export function BottomBar() {
  const text = useText('shell')
  const nearest = openTo(useSession()).filter(({ isFurther }) => !isFurther)
  return (
    <nav
      aria-label={text('main-navigation')}
      className="flex shrink-0 items-stretch gap-1 border-t border-line bg-side px-2 pt-1 pb-[max(0.25rem,env(safe-area-inset-bottom))] md:hidden"
    >
      {nearest.map((place) => (
        <Link
          key={place.name}
          to={place.to}
          params={{}}
          activeOptions={{ exact: place.to === '/' }}
          className={`${cell} min-h-12 flex-1`}
          activeProps={{ className: chosen, 'aria-current': 'page' }}
        >
          <place.icon aria-hidden className="size-5" />
          {text(place.name)}
        </Link>
      ))}
      <AccountMenu wide />
    </nav>
  )
}
