import { isDark, setPreferences } from '../preferences.ts'

/** Switches between light and dark; a choice once made no longer follows the system. */
export const toggleTheme = (): void => setPreferences({ theme: isDark() ? 'light' : 'dark' })
