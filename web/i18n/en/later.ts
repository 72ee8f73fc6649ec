import { assignment } from './assignment.ts'
import { audit } from './audit.ts'
import { backups } from './backups.ts'
import { channels } from './channels.ts'
import { cleanups } from './cleanups.ts'
import { customerLevels } from './customerLevels.ts'
import { followUpPlans } from './followUpPlans.ts'
import { imports } from './imports.ts'
import { members } from './members.ts'
import { products } from './products.ts'
import { rates } from './rates.ts'
import { settings } from './settings.ts'
import { sla } from './sla.ts'
import { stores } from './stores.ts'
import { templates } from './templates.ts'

/** The English words of the settings, fetched with the first page of theirs. */
export const later = {
  assignment,
  audit,
  backups,
  cleanups,
  channels,
  customerLevels,
  followUpPlans,
  imports,
  members,
  products,
  rates,
  settings,
  sla,
  stores,
  templates,
} as const
