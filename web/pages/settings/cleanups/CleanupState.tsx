import { useText } from '../../../i18n/text.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { type Cleanup, isCleaning, isLooking, isUndoing } from './cleanups.ts'

/** How many there were at the last check, or what the server is at. */
export function CleanupState({ of }: { readonly of: Cleanup }) {
  const text = useText('cleanups')
  const { look, run } = of
  if (isCleaning(run)) return <Badge tone="info">{text('cleaning')}</Badge>
  if (isUndoing(run)) return <Badge tone="info">{text('undoing')}</Badge>
  if (isLooking(of)) return <Badge tone="info">{text('checking')}</Badge>
  if (!look || look.status === 'failed') return <Badge tone="outline">{text('not-checked')}</Badge>
  if (look.found === 0) return <Badge tone="ok">{text('none')}</Badge>
  return <Badge tone="warn">{text('found-count', { count: look.found })}</Badge>
}
