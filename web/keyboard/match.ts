/** What of a keyboard event decides the chord. */
export interface Pressed {
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const modifiers = new Set(['ControlLeft', 'ControlRight', 'ShiftLeft', 'ShiftRight', 'AltLeft', 'AltRight', 'MetaLeft'])

/**
 * The chord of a key press, such as `Mod+Shift+KeyE`; undefined for a bare modifier and for anything with Alt,
 * which menus, input methods and dead keys own (UX §1).
 */
export function chordOf(event: Pressed, mac: boolean): string | undefined {
  if (event.altKey || modifiers.has(event.code) || event.code === 'MetaRight' || event.code === '') return undefined
  const mod = mac ? event.metaKey : event.ctrlKey
  const foreign = mac ? event.ctrlKey : event.metaKey
  if (foreign) return undefined
  return `${mod ? 'Mod+' : ''}${event.shiftKey ? 'Shift+' : ''}${event.code.replace(/^NumpadEnter$/, 'Enter')}`
}

/** Whether a chord is a single character key, which a person may turn off (WCAG 2.1.4). */
export const isSingleKey = (chord: string): boolean =>
  !chord.startsWith('Mod+') && /(Key|Digit)\w$|Slash$|Bracket|Comma$|Period$/.test(chord)

export interface Matcher {
  /** The commands whose keys are complete with this chord; a sequence begun and not finished gives none. */
  press(chord: string, at: number): readonly string[]
}

/** Follows chords and sequences ("G then I"). A sequence is forgotten after `patience` milliseconds. */
export function createMatcher(keysOf: ReadonlyMap<string, readonly string[]>, patience = 1_200): Matcher {
  let begun: { readonly chord: string; readonly at: number } | undefined
  const complete = new Map<string, string[]>()
  const starts = new Set<string>()
  for (const [id, keys] of keysOf) {
    for (const key of keys) {
      complete.set(key, [...(complete.get(key) ?? []), id])
      const first = key.split(' ')
      if (first.length > 1 && first[0]) starts.add(first[0])
    }
  }
  return {
    press(chord, at) {
      const before = begun && at - begun.at <= patience ? begun.chord : undefined
      begun = undefined
      const sequence = before ? complete.get(`${before} ${chord}`) : undefined
      if (sequence) return sequence
      if (starts.has(chord)) begun = { chord, at }
      return complete.get(chord) ?? []
    },
  }
}

const names: Readonly<Record<string, string>> = {
  Slash: '/',
  'Shift+Slash': '?',
  BracketLeft: '[',
  BracketRight: ']',
  Comma: ',',
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
  Enter: 'Enter',
}

/** How a chord or sequence is shown to people: the keys in order, to be set one by one. */
export function keyNames(keys: string, mac: boolean): readonly string[] {
  return keys.split(' ').flatMap((chord) => {
    const whole = names[chord]
    if (whole) return [whole]
    return chord.split('+').map((part) => {
      if (part === 'Mod') return mac ? '⌘' : 'Ctrl'
      return names[part] ?? part.replace(/^(Key|Digit)/, '')
    })
  })
}
