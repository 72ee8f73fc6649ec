import { useText } from '../../i18n/text.ts'
import type { Reached } from './erasure.ts'

/** What an erasure reaches or has reached, counted in words. */
export function ReachList({ reached }: { readonly reached: readonly Reached[] }) {
  const text = useText('customers')
  if (reached.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm tabular-nums">
      {reached.map(({ kind, count }) => (
        <li key={kind}>{text(`reach.${kind}`, { count })}</li>
      ))}
    </ul>
  )
}
