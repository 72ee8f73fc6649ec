import type { actions } from './actions.ts'
import { commands } from './commands.ts'
import type { consents } from './consents.ts'
import type { customers } from './customers.ts'
import type { experiments } from './experiments.ts'
import type { followups } from './followups.ts'
import { home } from './home.ts'
import { inbox } from './inbox.ts'
import type { later } from './later.ts'
import { login } from './login.ts'
import type { losses } from './losses.ts'
import type { merging } from './merging.ts'
import type { offers } from './offers.ts'
import type { orders } from './orders.ts'
import type { policies } from './policies.ts'
import type { policyEditor } from './policyEditor.ts'
import type { procedures } from './procedures.ts'
import { reasons } from './reasons.ts'
import type { replays } from './replays.ts'
import type { returns } from './returns.ts'
import type { returnsBoard } from './returnsBoard.ts'
import type { rootcauses } from './rootcauses.ts'
import { shell } from './shell.ts'
import { tickets } from './tickets.ts'
import { ui } from './ui.ts'

/** The English words of the first pages. Those of the settings stand in later.ts. */
export const en = {
  commands,
  home,
  inbox,
  login,
  reasons,
  shell,
  tickets,
  ui,
} as const

/** Every word there is, and with them the keys that every language must have. */
export type Catalogue = typeof en &
  typeof later & {
    readonly orders: typeof orders
    readonly customers: typeof customers
    readonly consents: typeof consents
    readonly followups: typeof followups
    readonly losses: typeof losses
    readonly returnsBoard: typeof returnsBoard
    readonly offers: typeof offers
    readonly actions: typeof actions
    readonly rootcauses: typeof rootcauses
    readonly merging: typeof merging
    readonly procedures: typeof procedures
    readonly policies: typeof policies
    readonly policyEditor: typeof policyEditor
    readonly replays: typeof replays
    readonly experiments: typeof experiments
    readonly returns: typeof returns
  }
