/**
 * Input methods: a key that belongs to a composition must never act.
 * Facts (UX §1): while composing, `isComposing` is true or `keyCode` is 229; Safari and some input methods send the
 * confirming Enter *after* `compositionend`, so the key press right after it belongs to the composition too.
 */
const grace = 120
let endedAt = Number.NEGATIVE_INFINITY

/** Starts to watch for the end of compositions; returns how to stop. Called once by the shell. */
export function watchCompositions(target: Document): () => void {
  const ended = (): void => {
    endedAt = performance.now()
  }
  const released = (): void => {
    endedAt = Number.NEGATIVE_INFINITY
  }
  target.addEventListener('compositionend', ended, true)
  target.addEventListener('keyup', released, true)
  return () => {
    target.removeEventListener('compositionend', ended, true)
    target.removeEventListener('keyup', released, true)
  }
}

interface Typed {
  readonly isComposing: boolean
  readonly keyCode: number
}

/** Whether a key press inside a field belongs to an input method. There a 229 is always part of typing. */
export const isComposed = (event: Typed): boolean =>
  event.isComposing || event.keyCode === 229 || performance.now() - endedAt < grace

/**
 * Whether a key press outside all fields belongs to an input method. There a 229 is merely a letter that the switched-on
 * input method has marked; its `code` is right and the command shall run.
 */
export const isComposedOutside = (event: Typed): boolean => event.isComposing || performance.now() - endedAt < grace
