import { useReducer } from 'react'
import type { Policy } from './tree.ts'

/** A tree that is being written: as it stands, what can be undone, what can be done again. */
export interface Edits {
  readonly now: Policy
  readonly past: readonly Policy[]
  readonly future: readonly Policy[]
  /** What the last change was about: further typing in the same field is one step to undo. */
  readonly about: string
}

export type Edit =
  | { readonly do: 'change'; readonly to: Policy; readonly about: string }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' }
  | { readonly do: 'begin'; readonly with: Policy }

const mostSteps = 200

/** Takes a change, or one back, or one again. `about` names the field; empty for what is a step by itself. */
export function edited(edits: Edits, edit: Edit): Edits {
  const { now, past, future, about } = edits
  switch (edit.do) {
    case 'begin':
      return { now: edit.with, past: [], future: [], about: '' }
    case 'change': {
      const goesOn = edit.about !== '' && edit.about === about
      return { now: edit.to, past: goesOn ? past : [...past, now].slice(-mostSteps), future: [], about: edit.about }
    }
    case 'undo': {
      const before = past.at(-1)
      return before ? { now: before, past: past.slice(0, -1), future: [now, ...future], about: '' } : edits
    }
    case 'redo': {
      const [next, ...left] = future
      return next ? { now: next, past: [...past, now], future: left, about: '' } : edits
    }
  }
}

/** The edits of one version, for its editor. */
export const useEdits = (first: Policy) =>
  useReducer(edited, first, (now): Edits => ({ now, past: [], future: [], about: '' }))
