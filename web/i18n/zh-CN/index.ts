import type { Translation } from '../catalogue.ts'
import type { en } from '../en/index.ts'
import { commands } from './commands.ts'
import { home } from './home.ts'
import { inbox } from './inbox.ts'
import { login } from './login.ts'
import { reasons } from './reasons.ts'
import { shell } from './shell.ts'
import { tickets } from './tickets.ts'
import { ui } from './ui.ts'

/** The Chinese words of the first pages; a part or key that is missing here fails the type check. */
export const zh: { readonly [Name in keyof typeof en]: Translation<(typeof en)[Name]> } = {
  commands,
  home,
  inbox,
  login,
  reasons,
  shell,
  tickets,
  ui,
}
