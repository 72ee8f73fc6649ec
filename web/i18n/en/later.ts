import { members } from './members.ts'
import { settings } from './settings.ts'
import { stores } from './stores.ts'

/** The English words of the settings, fetched with the first page of theirs. */
export const later = {
  members,
  settings,
  stores,
} as const
