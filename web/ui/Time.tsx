import { ownZone, useFormats } from '../i18n/formats.ts'
import { useMinute } from '../i18n/minute.ts'
import { useText } from '../i18n/text.ts'

interface TimeProps {
  readonly at: Date | string
  /** Further zones to name on hover: the store's, the buyer's. */
  readonly zones?: readonly { readonly name: string; readonly zone: string }[] | undefined
  readonly className?: string | undefined
}

/** A moment: relative under 24 hours, absolute after; the full time in every zone that matters on hover. */
export function Time({ at, zones, className }: TimeProps) {
  const formats = useFormats()
  const text = useText('ui')
  const now = useMinute()
  const moment = typeof at === 'string' ? new Date(at) : at
  const lines = [{ name: text('zone-own'), zone: ownZone() }, ...(zones ?? [])]
  return (
    <time
      dateTime={moment.toISOString()}
      title={lines.map((line) => `${line.name}: ${formats.full(moment, line.zone)}`).join('\n')}
      className={className}
    >
      {formats.moment(moment, now)}
    </time>
  )
}
