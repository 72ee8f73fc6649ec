import { useLooseText, useText } from '../../../i18n/text.ts'
import type { Entry } from './entries.ts'

/** Kinds of which there is one only, or whose id says nothing. */
const nameless = new Set(['audit', 'address', 'workspace'])

/** How entries are told: who it was, what was done, to what. What is newer than the words shows its code. */
export function useEntryWords() {
  const text = useText('audit')
  const loose = useLooseText('audit')
  return {
    actionOf: ({ action }: Entry): string => loose(action) ?? action,
    actorOf: ({ actor }: Entry): string => {
      if (actor.kind === 'system') return text('by-system')
      if (actor.kind === 'nobody') return text('by-nobody')
      if (actor.kind === 'buyer') return text('by-buyer')
      const name = actor.name ?? text('unknown-member')
      return actor.kind === 'token' ? `${name} · ${text('by-token')}` : name
    },
    subjectOf: ({ subject }: Entry): string => {
      if (subject.name) return subject.name
      const kind = loose(`kind-${subject.kind}`)
      if (kind === undefined) return subject.id
      return nameless.has(subject.kind) ? kind : `${kind} · ${subject.id}`
    },
  }
}
