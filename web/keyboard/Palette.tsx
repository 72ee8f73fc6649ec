import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useState } from 'react'
import { useText } from '../i18n/text.ts'
import { useDialogFocus } from '../ui/dialogFocus.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { type CommandId, commandIds, definitionOf, places } from './commands.ts'
import { isComposed } from './ime.ts'
import { keyNames } from './match.ts'
import { mac, runCommand, useOffered } from './registry.ts'

const entry =
  'flex min-h-9 cursor-pointer items-center gap-3 rounded-lg px-2.5 text-base data-[selected=true]:bg-accent-soft pointer-coarse:min-h-11'

/** All verbs that can be run now, found by typing; and the way to a search. Loaded when first opened. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const text = useText('shell')
  const title = useText('commands')
  const offered = useOffered()
  const navigate = useNavigate()
  const focus = useDialogFocus()
  const [words, setWords] = useState('')
  const listed = commandIds.filter((id) => offered.has(id) && !definitionOf(id).unlisted)
  const choose = (id: CommandId): void => {
    onClose()
    // The command may move the focus or open a layer of its own: it runs when this one is gone.
    setTimeout(() => runCommand(id), 30)
  }
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-veil" />
        <Radix.Content
          aria-describedby={undefined}
          {...focus}
          className="fixed top-[14vh] left-1/2 z-50 w-[min(37rem,calc(100vw-1.5rem))] -translate-x-1/2 animate-appear overflow-hidden rounded-2xl border border-line bg-surface shadow-float"
        >
          <Radix.Title className="sr-only">{text('commands')}</Radix.Title>
          <Command
            label={text('commands')}
            loop
            onKeyDown={(event) => {
              // Enter that confirms a candidate of an input method must not choose an entry.
              if (event.key === 'Enter' && isComposed(event.nativeEvent)) event.preventDefault()
            }}
          >
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Search aria-hidden className="size-4.5 text-muted" />
              <Command.Input
                value={words}
                onValueChange={setWords}
                placeholder={text('palette-placeholder')}
                className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none"
              />
            </div>
            <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-center text-muted">{text('palette-nothing')}</Command.Empty>
              {places.map((place) => {
                const here = listed.filter((id) => definitionOf(id).where === place)
                if (here.length === 0) return null
                return (
                  <Command.Group
                    key={place}
                    heading={text(`place-${place}`)}
                    className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
                  >
                    {here.map((id) => (
                      <Command.Item
                        key={id}
                        value={id}
                        keywords={[title(id)]}
                        onSelect={() => choose(id)}
                        className={entry}
                      >
                        <span className="flex-1">{title(id)}</span>
                        <Kbd keys={keyNames(definitionOf(id).keys[0] ?? '', mac)} />
                      </Command.Item>
                    ))}
                  </Command.Group>
                )
              })}
              {words.trim() !== '' && (
                <Command.Group forceMount>
                  <Command.Item
                    forceMount
                    value={`search ${words}`}
                    className={entry}
                    onSelect={() => {
                      onClose()
                      void navigate({
                        to: '/inbox/$view/{-$ticket}',
                        params: { view: 'all' },
                        search: { q: words.trim() },
                      })
                    }}
                  >
                    <Search aria-hidden className="size-4 text-muted" />
                    {text('palette-search', { words: words.trim() })}
                  </Command.Item>
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
