import { createContext, use } from 'react'
import type { Ground } from './policies.ts'
import type { Policy } from './tree.ts'
import type { PolicyWords } from './words.ts'

/** What every part of the editor needs: the tree as it stands, what to choose from, and how to change it. */
export interface Editor {
  readonly policy: Policy
  readonly ground: Ground
  readonly words: PolicyWords
  readonly isReadOnly: boolean
  /** `about` names the field, so that typing in it is one step to undo; without it the change is a step by itself. */
  readonly change: (to: Policy, about?: string) => void
  readonly choose: (node: string | undefined) => void
}

const EditorContext = createContext<Editor | undefined>(undefined)
export const EditorProvider = EditorContext

/** The editor around a part. */
export function useEditor(): Editor {
  const editor = use(EditorContext)
  if (!editor) throw new Error('no editor around this part')
  return editor
}
