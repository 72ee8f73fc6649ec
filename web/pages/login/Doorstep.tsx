import { Languages, Moon, Sun } from 'lucide-react'
import type { ReactNode } from 'react'
import { showLanguage, useText } from '../../i18n/text.ts'
import { usePreferences } from '../../preferences.ts'
import { toggleTheme } from '../../shell/theme.ts'

interface DoorstepProps {
  readonly title: string
  readonly description?: ReactNode
  /** Stands in a card of its own below. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** The frame of the pages before the sign-in: the mark, one card, language and theme. */
export function Doorstep({ title, description, aside, children }: DoorstepProps) {
  const text = useText('shell')
  const { language } = usePreferences()
  const other = language === 'en' ? 'zh-CN' : 'en'
  const switchLook =
    'inline-flex h-9 items-center gap-1.5 rounded-lg px-3 text-sm text-muted hover:bg-hover hover:text-ink pointer-coarse:min-h-11'
  return (
    <div className="flex min-h-dvh flex-col bg-canvas">
      <header className="flex items-center justify-end gap-1 p-3">
        <button type="button" className={switchLook} lang={other} onClick={() => void showLanguage(other)}>
          <Languages aria-hidden className="size-4" />
          {text('other-language-full')}
        </button>
        <button type="button" className={switchLook} onClick={toggleTheme}>
          <Moon aria-hidden className="size-4 dark:hidden" />
          <Sun aria-hidden className="hidden size-4 dark:block" />
          <span className="dark:hidden">{text('to-dark')}</span>
          <span className="hidden dark:inline">{text('to-light')}</span>
        </button>
      </header>
      <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-4 pb-24">
        <div className="mb-6 flex items-center gap-3">
          <img src="/mark.svg" alt="" width={44} height={44} />
          <div>
            <p className="text-lg font-semibold">{text('product')}</p>
            <p className="text-sm text-muted">{text('tagline')}</p>
          </div>
        </div>
        <div className="rounded-2xl border border-line bg-surface p-6 shadow-card max-sm:p-5">
          <h1 className="text-xl">{title}</h1>
          {description && <p className="mt-1 text-muted">{description}</p>}
          <div className="mt-5">{children}</div>
        </div>
        {aside && <div className="mt-4 rounded-2xl border border-line bg-surface p-5 shadow-card">{aside}</div>}
      </main>
    </div>
  )
}
