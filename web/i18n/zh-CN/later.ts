import type { Translation } from '../catalogue.ts'
import type { later as source } from '../en/later.ts'
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

/** The Chinese words of the settings; a part or key that is missing here fails the type check. */
export const later: { readonly [Name in keyof typeof source]: Translation<(typeof source)[Name]> } = {
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
}
