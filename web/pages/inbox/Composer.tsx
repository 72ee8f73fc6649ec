import { useQuery } from '@tanstack/react-query'
import { ChevronDown, Paperclip, Send, StickyNote, Zap } from 'lucide-react'
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useRef, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { useCommand } from '../../keyboard/hint.ts'
import { isComposed } from '../../keyboard/ime.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { storesQuery } from '../../parts/desk.ts'
import { UploadList } from '../../parts/UploadList.tsx'
import { useMay, useSession } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { ComposerNotices } from './ComposerNotices.tsx'
import { MissingValues } from './MissingValues.tsx'
import { OfferButton } from './OfferButton.tsx'
import { typedOpener } from './openers.ts'
import type { Ticket } from './queries.ts'
import { TemplateButton } from './TemplateButton.tsx'
import type { ComposerState } from './useComposer.ts'
import { useLetterTitle } from './useLetterTitle.ts'
import type { Person } from './usePresence.ts'
import { VariableMenu } from './VariableMenu.tsx'

interface ComposerProps {
  readonly ticket: Ticket
  readonly composer: ComposerState
  readonly others: readonly Person[]
}

/** Where one answers: reply or note, letters, files, what stands against sending, and the send button. */
export function Composer({ ticket, composer, others }: ComposerProps) {
  const text = useText('inbox')
  const may = useMay('tickets.work')
  const titleOf = useLetterTitle()
  const { workspace } = useSession()
  const stores = useQuery(storesQuery)
  const currency = stores.data?.find((store) => store.id === ticket.store?.id)?.currency ?? workspace.currency
  const { mode, letters, letterOnly, maySend, field } = composer
  const send = useCommand('composer.send')
  const suggest = useCommand('ticket.letter')
  const [step, begin] = [useCommand('return.step'), useCommand('return.begin')]
  const picker = useRef<HTMLInputElement>(null)
  const [choosing, setChoosing] = useState(false)
  const suggested = letters?.[0]
  useCommands({
    'ticket.reply': may && maySend ? () => composer.choose('outbound') : undefined,
    'ticket.note': may ? () => composer.choose('note') : undefined,
    'ticket.letter': may && maySend ? () => void composer.applySuggested() : undefined,
    'composer.send': may ? () => composer.send() : undefined,
    'composer.send-resolve': may && mode === 'outbound' ? () => composer.send('resolved') : undefined,
  })
  if (!may) return null

  const placeholder =
    mode === 'note'
      ? text('note-placeholder')
      : composer.byReturn && letterOnly && !suggested
        ? text('letter-of-return', { key: (step.available ? step : begin).keys.join(' ') })
        : text(letterOnly ? 'letter-only' : 'reply-placeholder')
  const typed = (next: string): void => {
    const opener = typedOpener(composer.text, next, field.current?.selectionStart ?? next.length)
    if (mode === 'outbound' && opener === 'template') composer.setPicking(true)
    else if (mode === 'outbound' && opener === 'variable') {
      composer.type(next)
      setChoosing(true)
    } else composer.type(next)
  }
  const pressed = (event: KeyboardEvent): void => {
    if (isComposed(event.nativeEvent)) return
    if (event.code === 'Escape') {
      event.preventDefault()
      field.current?.blur()
    } else if (letterOnly && event.code === 'Slash') {
      event.preventDefault()
      composer.setPicking(true)
    }
  }
  const dropped = (event: DragEvent | ClipboardEvent): void => {
    const files = 'dataTransfer' in event ? event.dataTransfer.files : event.clipboardData.files
    if (files.length === 0) return
    event.preventDefault()
    composer.uploads.add(files)
  }
  const proposes = ticket.clocks.some(
    (clock) => clock.measure === 'solution-proposed' && clock.state !== 'met' && clock.state !== 'ended',
  )
  return (
    <section
      aria-label={text('composer')}
      onDrop={dropped}
      onDragOver={(event) => event.preventDefault()}
      className={classes(
        'm-3 flex max-h-[60%] shrink-0 flex-col rounded-xl border shadow-card max-sm:m-2',
        mode === 'note' ? 'border-note-line bg-note' : 'border-line bg-surface',
      )}
    >
      <Tabs
        look="pill"
        label={text('composer')}
        value={mode}
        tabs={[
          ...(maySend ? [{ value: 'outbound' as const, label: text('reply') }] : []),
          { value: 'note' as const, label: text('note') },
        ]}
        onValue={composer.choose}
        className="flex min-h-0 flex-col p-2 pb-0"
        aside={
          mode === 'outbound' &&
          suggested && (
            <span className="flex min-w-0 items-center gap-1.5 text-sm text-muted">
              <span className="max-sm:hidden">{text('suggested')}</span>
              <Button
                size="small"
                icon={Zap}
                title={`${suggest.label} (${suggest.keys.join(' ')})`}
                onClick={() => void composer.applySuggested()}
                className="min-w-0 shrink"
              >
                <span className="truncate">{titleOf(suggested)}</span>
              </Button>
            </span>
          )
        }
      >
        <div className="flex min-h-0 flex-col overflow-y-auto">
          <ComposerNotices composer={composer} others={others} />
          <textarea
            ref={field}
            aria-label={text(mode === 'note' ? 'note' : 'reply')}
            placeholder={placeholder}
            value={composer.text}
            readOnly={letterOnly}
            maxLength={50_000}
            onChange={(event) => typed(event.target.value)}
            onKeyDown={pressed}
            onPaste={dropped}
            className="field-sizing-content min-h-24 w-full resize-none bg-transparent px-1.5 py-2 leading-relaxed outline-none max-sm:min-h-16"
          />
          {mode === 'outbound' && <MissingValues composer={composer} currency={currency} />}
          <UploadList uploads={composer.uploads} />
        </div>
      </Tabs>
      <footer className="flex flex-wrap items-center gap-1 p-2 pt-1">
        {mode === 'outbound' && (
          <>
            <TemplateButton ticket={ticket} composer={composer} />
            <VariableMenu ticket={ticket} composer={composer} open={choosing} onOpen={setChoosing} />
            <OfferButton ticketId={ticket.id} composer={composer} />
          </>
        )}
        <IconButton icon={Paperclip} label={text('attach')} onClick={() => picker.current?.click()} />
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            composer.uploads.add(event.target.files ?? [])
            event.target.value = ''
          }}
        />
        {proposes && mode === 'outbound' && (
          <Checkbox
            checked={composer.solution}
            onChecked={composer.setSolution}
            label={text('is-solution')}
            className="ml-1 items-center text-sm"
          />
        )}
        <span className="ml-auto px-1 text-xs text-muted tabular-nums">
          {composer.text.length > 0 && composer.text.length}
        </span>
        <span className="flex">
          <Button
            tone="primary"
            icon={mode === 'note' ? StickyNote : Send}
            pending={composer.sending}
            disabled={composer.obstacle !== null || composer.news !== undefined}
            title={composer.obstacle ? text(`obstacle.${composer.obstacle}`) : `${send.label} (${send.keys.join(' ')})`}
            onClick={() => composer.send()}
            className={mode === 'outbound' ? 'rounded-r-none' : ''}
          >
            {text(mode === 'note' ? 'keep-note' : 'send')}
          </Button>
          {mode === 'outbound' && <SendMenu composer={composer} />}
        </span>
      </footer>
    </section>
  )
}

/** Sending with another end: resolved, or still to be worked on. */
function SendMenu({ composer }: { readonly composer: ComposerState }) {
  const text = useText('inbox')
  const resolve = useCommand('composer.send-resolve')
  const disabled = composer.obstacle !== null || composer.news !== undefined
  return (
    <Menu
      groups={[
        {
          items: [
            { label: text('send-wait'), disabled, onSelect: () => composer.send('waiting') },
            { label: resolve.label, keys: resolve.keys, disabled, onSelect: () => composer.send('resolved') },
            { label: text('send-open'), disabled, onSelect: () => composer.send('open') },
          ],
        },
      ]}
    >
      <Button tone="primary" disabled={disabled} aria-label={text('send-how')} className="ml-px rounded-l-none px-2">
        <ChevronDown aria-hidden className="size-4" />
      </Button>
    </Menu>
  )
}
