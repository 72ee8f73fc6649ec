import { CircleAlert, Clock, Pause } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useMinute } from '../../i18n/minute.ts'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { pressureOf } from '../due.ts'
import type { ReturnRequest } from './returns.ts'

const tones = { overdue: 'danger', soon: 'warn', calm: 'neutral' } as const
const clocks = ['respondBy', 'refundBy', 'waitUntil'] as const

/** The clocks of a return: what marketplace or law want by when, and how long the buyer has. In icon and words. */
export function Deadlines({ request }: { readonly request: Pick<ReturnRequest, (typeof clocks)[number] | 'begunAt'> }) {
  const text = useText('returns')
  const words = useText('tickets')
  const formats = useFormats()
  const now = useMinute()
  const begun = new Date(request.begunAt)
  return (
    <div className="flex flex-wrap gap-1 empty:hidden">
      {clocks.map((clock) => {
        const moment = request[clock]
        if (moment === null) return null
        const at = new Date(moment)
        // The buyer’s own time presses nobody here.
        const pressure = clock === 'waitUntil' ? 'calm' : pressureOf(at, begun, now)
        const span = formats.span(Math.abs(at.getTime() - now.getTime()))
        return (
          <Badge
            key={clock}
            tone={tones[pressure]}
            icon={clock === 'waitUntil' ? Pause : pressure === 'overdue' ? CircleAlert : Clock}
            title={formats.full(at)}
            className="tabular-nums"
          >
            {text(`clock.${clock}`)} {words(pressure === 'overdue' ? 'overdue' : 'left', { span })}
          </Badge>
        )
      })}
    </div>
  )
}
