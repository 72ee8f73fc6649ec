import { useText } from '../i18n/text.ts'
import { type CommandId, definitionOf } from './commands.ts'
import { keyNames } from './match.ts'
import { mac, runCommand, useOffered } from './registry.ts'

/** A command as a button shows it: its title, its first key, whether it can run now, and how to run it. */
export interface Hint {
  readonly label: string
  readonly keys: readonly string[]
  readonly available: boolean
  readonly run: () => void
}

/** What a button or menu entry needs to stand for a command. */
export function useCommand(id: CommandId): Hint {
  const text = useText('commands')
  const available = useOffered().has(id)
  const first = definitionOf(id).keys[0]
  return { label: text(id), keys: first ? keyNames(first, mac) : [], available, run: () => runCommand(id) }
}
