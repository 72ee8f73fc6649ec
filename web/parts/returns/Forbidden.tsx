import { ShieldAlert } from 'lucide-react'
import type { Verdict } from './returns.ts'
import type { ReturnWords } from './words.ts'

/** What marketplace or law forbid, and where the rule can be read. */
export function Forbidden({ verdict, words }: { readonly verdict: Verdict; readonly words: ReturnWords }) {
  return (
    <span className="flex gap-1.5 text-sm text-danger-ink">
      <ShieldAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span className="min-w-0">
        {words.refusal(verdict)}
        <Source verdict={verdict} words={words} />
      </span>
    </span>
  )
}

export function Source({ verdict: { source }, words }: { readonly verdict: Verdict; readonly words: ReturnWords }) {
  if (!source) return null
  const said = `${words.code(`source.${source.kind}`)}: ${source.text}`
  return (
    <span className="block text-xs break-words text-muted">
      {source.reference.startsWith('https://') ? (
        <a href={source.reference} target="_blank" rel="noreferrer" className="underline underline-offset-2">
          {said}
        </a>
      ) : (
        said
      )}
    </span>
  )
}
