import { MailOpen } from 'lucide-react'
import type { Schemas } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { useCommand } from '../../keyboard/hint.ts'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'

interface NothingOpenProps {
  readonly counts: Schemas['ViewCounts'] | undefined
  readonly onNext: (() => void) | undefined
}

/** The place of the ticket while none is open: how to go on, by mouse and by key. */
export function NothingOpen({ counts, onNext }: NothingOpenProps) {
  const text = useText('inbox')
  const next = useCommand('list.next')
  const sheet = useCommand('keys.show')
  return (
    <div className="flex min-w-0 flex-1 flex-col items-center justify-center gap-3 p-6 text-center max-md:hidden">
      <MailOpen aria-hidden className="size-9 text-muted" />
      <p className="text-muted">{text(counts?.all === 0 ? 'no-tickets-yet' : 'choose-ticket')}</p>
      {onNext && (
        <Button tone="primary" onClick={onNext}>
          {text('open-first')}
        </Button>
      )}
      <p className="flex items-center gap-2 text-sm text-muted">
        <Kbd keys={next.keys} /> {next.label}
        <Kbd keys={sheet.keys} className="ml-3" /> {sheet.label}
      </p>
    </div>
  )
}
