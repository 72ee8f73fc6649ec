/** Where a command has its meaning; the sheet of keys is grouped by it. */
export const places = ['global', 'list', 'ticket', 'return', 'composer', 'policy'] as const
export type Place = (typeof places)[number]

/** One verb of the product. Its title stands in the `commands` catalogue under the same id. */
export interface Definition {
  readonly where: Place
  /**
   * Chords by `event.code`, as under a Chinese input method `event.key` says only "Process": `Mod+KeyK` (Mod is Ctrl, or ⌘
   * on a Mac), `Shift+Slash`, or a sequence `KeyG KeyI`.
   */
  readonly keys: readonly string[]
  /** Whether it also acts while a field has the focus. Only chords with Mod may. */
  readonly inFields?: boolean
  /** Whether it stays out of the palette, being no verb of its own (moving, opening the palette itself). */
  readonly unlisted?: boolean
}

const define = <Id extends string>(definitions: { readonly [id in Id]: Definition }) => definitions

/** Every verb that has a key: the one list that feeds keys, palette, sheet and tooltips. Source of the keys: UX §7. */
export const commands = define({
  'palette.open': { where: 'global', keys: ['Mod+KeyK'], inFields: true, unlisted: true },
  'keys.show': { where: 'global', keys: ['Shift+Slash'] },
  'search.focus': { where: 'global', keys: ['Slash'] },
  'go.home': { where: 'global', keys: ['KeyG KeyH'] },
  'go.inbox': { where: 'global', keys: ['KeyG KeyI'] },
  'go.orders': { where: 'global', keys: ['KeyG KeyO'] },
  'go.tasks': { where: 'global', keys: ['KeyG KeyT'] },
  'go.customers': { where: 'global', keys: ['KeyG KeyU'] },
  'go.followups': { where: 'global', keys: ['KeyG KeyF'] },
  'go.returns': { where: 'global', keys: ['KeyG KeyR'] },
  'go.losses': { where: 'global', keys: ['KeyG KeyL'] },
  'go.offers': { where: 'global', keys: ['KeyG KeyE'] },
  'go.actions': { where: 'global', keys: ['KeyG KeyD'] },
  'go.rootcauses': { where: 'global', keys: ['KeyG KeyV'] },
  'go.settings': { where: 'global', keys: ['KeyG Comma'] },
  'ticket.new': { where: 'global', keys: ['KeyC'] },
  'theme.toggle': { where: 'global', keys: ['Shift+KeyD'] },
  'pane.views': { where: 'global', keys: ['BracketLeft'] },
  'pane.context': { where: 'global', keys: ['BracketRight'] },
  'nav.back': { where: 'global', keys: ['Escape'], unlisted: true },
  // Before the suggested letter and the sending of an answer: an open return has its own meaning for their keys.
  'return.step': { where: 'return', keys: ['KeyY'] },
  'return.go-on': { where: 'return', keys: ['Mod+Enter'], inFields: true },
  'return.begin': { where: 'return', keys: ['KeyB'] },
  'return.pick-1': { where: 'return', keys: ['Digit1'], unlisted: true },
  'return.pick-2': { where: 'return', keys: ['Digit2'], unlisted: true },
  'return.pick-3': { where: 'return', keys: ['Digit3'], unlisted: true },
  'return.pick-4': { where: 'return', keys: ['Digit4'], unlisted: true },
  'list.next': { where: 'list', keys: ['KeyJ', 'ArrowDown'], unlisted: true },
  'list.previous': { where: 'list', keys: ['KeyK', 'ArrowUp'], unlisted: true },
  'list.open': { where: 'list', keys: ['Enter'], unlisted: true },
  'ticket.reply': { where: 'ticket', keys: ['KeyR'] },
  'ticket.note': { where: 'ticket', keys: ['KeyN'] },
  'ticket.letter': { where: 'ticket', keys: ['KeyY'] },
  'ticket.assign': { where: 'ticket', keys: ['KeyA'] },
  'ticket.take': { where: 'ticket', keys: ['KeyI'] },
  'ticket.status': { where: 'ticket', keys: ['KeyS'] },
  'ticket.priority': { where: 'ticket', keys: ['KeyP'] },
  'ticket.snooze': { where: 'ticket', keys: ['KeyH'] },
  'ticket.order': { where: 'ticket', keys: ['KeyO'] },
  'ticket.link-order': { where: 'ticket', keys: ['Shift+KeyO'] },
  'ticket.order-task': { where: 'ticket', keys: ['Shift+KeyP'] },
  'ticket.ask-department': { where: 'ticket', keys: ['Shift+KeyA'] },
  'ticket.resolve': { where: 'ticket', keys: ['KeyE'] },
  'ticket.resolve-next': { where: 'ticket', keys: ['Shift+KeyE'] },
  'composer.template': { where: 'composer', keys: ['Slash'], unlisted: true },
  'composer.send': { where: 'composer', keys: ['Mod+Enter'], inFields: true },
  'composer.send-resolve': { where: 'composer', keys: ['Mod+Shift+Enter'], inFields: true },
  'composer.leave': { where: 'composer', keys: ['Escape'], unlisted: true },
  'policy.save': { where: 'policy', keys: ['Mod+KeyS'], inFields: true },
  'policy.undo': { where: 'policy', keys: ['Mod+KeyZ'] },
  'policy.redo': { where: 'policy', keys: ['Mod+Shift+KeyZ', 'Mod+KeyY'] },
})

export type CommandId = keyof typeof commands
export const commandIds = Object.keys(commands) as CommandId[]
export const definitionOf = (id: CommandId): Definition => commands[id]
