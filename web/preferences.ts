import { useSyncExternalStore } from 'react'

/** The languages of the screen, Chinese first. */
export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]
export type Theme = 'system' | 'light' | 'dark'
export type Density = 'comfortable' | 'compact'
export type TextSize = 'small' | 'medium' | 'large' | 'larger'

/** What a person sets for their own screen. Kept in this browser; `public/theme.js` reads the same record before the first paint. */
export interface Preferences {
  readonly theme: Theme
  readonly density: Density
  readonly textSize: TextSize
  readonly language: Language
  /** Whether single letters act as shortcuts (WCAG 2.1.4: they can be turned off). */
  readonly singleKeys: boolean
  /** Whether the context pane of the inbox is open on wide screens. */
  readonly contextOpen: boolean
  /** Whether the column of views is open; null: when the screen is wide enough (UX §3 "Traps met": from 1680 px). */
  readonly viewsOpen: boolean | null
}

const key = 'amends.preferences'

function browserLanguage(): Language {
  const wanted = typeof navigator === 'undefined' ? 'zh-CN' : navigator.language
  return wanted.toLowerCase().startsWith('zh') || wanted === '' ? 'zh-CN' : 'en'
}

function read(): Preferences {
  const defaults: Preferences = {
    theme: 'system',
    density: 'comfortable',
    textSize: 'medium',
    language: browserLanguage(),
    singleKeys: true,
    contextOpen: true,
    viewsOpen: null,
  }
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    return kept && typeof kept === 'object' ? { ...defaults, ...kept } : defaults
  } catch {
    return defaults
  }
}

let current = read()
const watchers = new Set<() => void>()

/** The preferences as they stand, for code outside components. */
export const preferences = (): Preferences => current

/** Changes some preferences, keeps them in this browser and shows them at once. */
export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  try {
    localStorage.setItem(key, JSON.stringify(current))
  } catch {
    // Storage may be full or switched off: the change then lasts until the page is left.
  }
  show()
  for (const watcher of watchers) watcher()
}

/** The preferences, for components: they render again on change. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(watchPreferences, preferences)
}

/** Calls back on every change; returns how to stop. */
export function watchPreferences(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Whether the screen is dark now, whatever the reason. */
export const isDark = (): boolean => document.documentElement.dataset.theme === 'dark'

const system = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : undefined
system?.addEventListener('change', show)

function show(): void {
  const root = document.documentElement
  const dark = current.theme === 'dark' || (current.theme === 'system' && system?.matches === true)
  root.dataset.theme = dark ? 'dark' : 'light'
  root.dataset.density = current.density
  root.dataset.textSize = current.textSize
  root.lang = current.language
}
