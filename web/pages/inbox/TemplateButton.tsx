import { Zap } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useText } from '../../i18n/text.ts'
import { useCommand } from '../../keyboard/hint.ts'
import { Button } from '../../ui/Button.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import type { Ticket } from './queries.ts'
import type { ComposerState } from './useComposer.ts'

const TemplatePicker = lazy(async () => ({ default: (await import('./TemplatePicker.tsx')).TemplatePicker }))

interface TemplateButtonProps {
  readonly ticket: Ticket
  readonly composer: ComposerState
}

/** Opens the letters: by this button, or by `/` at the start of a line. */
export function TemplateButton({ ticket, composer }: TemplateButtonProps) {
  const text = useText('inbox')
  const hint = useCommand('composer.template')
  return (
    <Popover
      trigger={
        <Button tone="ghost" icon={Zap} title={`${hint.label} (/)`} className="px-2.5">
          <span className="max-sm:sr-only">{text('choose-template')}</span>
        </Button>
      }
      label={text('choose-template')}
      open={composer.picking}
      onOpen={composer.setPicking}
      focusAfter={composer.field}
      align="start"
      side="top"
      className="w-[min(62rem,calc(100vw-1rem))] overflow-hidden"
    >
      <Suspense fallback={<Skeleton className="m-3 h-72" />}>
        <TemplatePicker ticket={ticket} onChoose={composer.apply} />
      </Suspense>
    </Popover>
  )
}
