import { assignment } from './assignment.ts'
import { audit } from './audit.ts'
import { channels } from './channels.ts'
import { members } from './members.ts'
import { settings } from './settings.ts'
import { sla } from './sla.ts'
import { stores } from './stores.ts'
import { templates } from './templates.ts'

/** The English words of the settings, fetched with the first page of theirs. */
export const later = {
  assignment,
  audit,
  channels,
  members,
  settings,
  sla,
  stores,
  templates,
} as const
