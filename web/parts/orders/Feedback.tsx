import { Star } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import type { OrderFeedback } from './orders.ts'

const tones: { readonly [verdict in OrderFeedback['verdict']]: Tone } = {
  negative: 'danger',
  neutral: 'warn',
  positive: 'ok',
}

/** What a buyer said of the seller in public: stars, their verdict in a word, the comment, and the seller's answer. */
export function Feedback({ feedback }: { readonly feedback: OrderFeedback }) {
  const text = useText('orders')
  const formats = useFormats()
  const { rating, verdict, comments, response } = feedback
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={tones[verdict]} icon={Star}>
          {text('feedback-rating', { rating: formats.number(rating) })}
        </Badge>
        <span>{text(`feedback.${verdict}`)}</span>
        <span className="text-muted">{formats.date(new Date(feedback.givenAt))}</span>
      </p>
      {comments && <p className="whitespace-pre-line [overflow-wrap:anywhere]">{comments}</p>}
      {response && (
        <p className="border-l-2 border-line pl-2.5 whitespace-pre-line text-muted [overflow-wrap:anywhere]">
          {text('feedback-response', { words: response })}
        </p>
      )}
    </div>
  )
}
