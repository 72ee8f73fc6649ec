import { useNavigate } from '@tanstack/react-router'
import { Keyboard, Languages, LogOut, Moon, UserRound } from 'lucide-react'
import { useText } from '../i18n/text.ts'
import { useCommand } from '../keyboard/hint.ts'
import { runCommand } from '../keyboard/registry.ts'
import { usePreferences } from '../preferences.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Menu } from '../ui/Menu.tsx'
import { toastError } from '../ui/Toast.tsx'
import { openTo } from './navigation.ts'
import { chooseLanguage, signOut, useSession } from './session.ts'
import { toggleTheme } from './theme.ts'

/** What concerns the person: own settings, shortcuts, sign out; on a phone theme, language and further places too. */
export function AccountMenu({ wide = false }: { readonly wide?: boolean }) {
  const text = useText('shell')
  const words = useText('ui')
  const session = useSession()
  const { member } = session
  const { language } = usePreferences()
  const navigate = useNavigate()
  const sheet = useCommand('keys.show')
  const leave = async (): Promise<void> => {
    try {
      await signOut()
      await navigate({ to: '/login' })
    } catch (error) {
      toastError(words('failed-action'), error)
    }
  }
  const onPhone = [
    {
      label: text('other-language-full'),
      icon: Languages,
      onSelect: () => void chooseLanguage(language === 'en' ? 'zh-CN' : 'en'),
    },
    { label: `${text('to-light')} / ${text('to-dark')}`, icon: Moon, onSelect: toggleTheme },
  ]
  const further = openTo(session).filter(({ isFurther }) => isFurther)
  const places = further.map(({ name, icon, to }) => ({
    label: text(name),
    icon,
    onSelect: () => void navigate({ to, params: {} }),
  }))
  return (
    <Menu
      align="end"
      groups={[
        ...(wide && places.length > 0 ? [{ items: places, isWide: true } as const] : []),
        {
          title: `${member.name} · ${member.email}`,
          items: [
            {
              label: text('my-settings'),
              icon: UserRound,
              onSelect: () => void navigate({ to: '/settings/{-$page}/{-$item}', params: { page: 'me' } }),
            },
            {
              label: text('keyboard-shortcuts'),
              icon: Keyboard,
              keys: sheet.keys,
              onSelect: () => void runCommand('keys.show'),
            },
            ...(wide ? onPhone : []),
          ],
        },
        { items: [{ label: text('sign-out'), icon: LogOut, onSelect: () => void leave() }] },
      ]}
    >
      <button
        type="button"
        className={
          wide
            ? 'flex min-h-12 flex-1 flex-col items-center justify-center gap-0.5 rounded-lg text-2xs text-muted'
            : 'mt-1 flex size-10 items-center justify-center rounded-full hover:bg-hover'
        }
      >
        <Avatar name={member.name} />
        {wide && text('more')}
        <span className="sr-only">{text('account', { name: member.name })}</span>
      </button>
    </Menu>
  )
}
