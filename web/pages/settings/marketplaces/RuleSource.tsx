import type { Rule } from './words.ts'

interface RuleSourceProps {
  readonly source: Rule['source']
  /** The words alone, on one line. */
  readonly brief?: boolean
}

/** Where a number comes from: what the source says, and the way to it. */
export function RuleSource({ source, brief = false }: RuleSourceProps) {
  if (brief) return <span className="min-w-0 flex-1 truncate">{source.text}</span>
  const places = source.reference.split(/;\s*/).filter(Boolean)
  return (
    <span className="text-sm text-muted">
      {source.text}
      {places.map((place) => (
        <span key={place} className="block break-all">
          {place.startsWith('https://') ? (
            <a href={place} target="_blank" rel="noreferrer" className="text-accent-ink underline underline-offset-2">
              {place}
            </a>
          ) : (
            place
          )}
        </span>
      ))}
    </span>
  )
}
