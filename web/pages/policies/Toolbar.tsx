import { LayoutDashboard, Plus, Redo2, Undo2 } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { useCommand } from '../../keyboard/hint.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { useEditor } from './editor.ts'
import { tidied } from './layout.ts'
import { nodeLooks } from './nodeLooks.ts'
import { type Look, looks } from './search.ts'
import { type Kind, kinds, waysOf } from './tree.ts'
import type { Draft } from './useDraft.ts'

interface ToolbarProps {
  readonly draft: Draft
  readonly isReadOnly: boolean
  readonly look: Look
  readonly chosen: string | undefined
  readonly onLook: (look: Look) => void
  readonly onAdd: (kind: Kind, into?: { readonly from: string; readonly slot: string }) => void
}

/** Picture or outline, a new node, back and forth. */
export function Toolbar({ draft, isReadOnly, look, chosen, onLook, onAdd }: ToolbarProps) {
  const text = useText('policyEditor')
  const { policy, words, change } = useEditor()
  const undo = useCommand('policy.undo')
  const redo = useCommand('policy.redo')
  const node = chosen === undefined ? undefined : policy.nodes[chosen]
  const ways = node && chosen !== undefined ? waysOf(node) : []
  const items = (into?: { readonly from: string; readonly slot: string }) =>
    kinds.map((kind) => ({
      label: words.code(`kind.${kind}`),
      icon: nodeLooks[kind].icon,
      onSelect: () => onAdd(kind, into),
    }))
  const groups =
    ways.length > 0 && chosen !== undefined && node
      ? ways.slice(0, 6).map(({ slot }) => ({
          title: text('add-in', { way: words.way(node, slot) }),
          items: items({ from: chosen, slot }),
        }))
      : [{ title: text('add-aside'), items: items() }]
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line bg-side px-3 py-1.5">
      <fieldset className="inline-flex gap-0.5 rounded-lg bg-hover p-0.5 max-md:hidden">
        <legend className="sr-only">{text('look-as')}</legend>
        {looks.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === look}
            onClick={() => onLook(one)}
            className="h-7 rounded-md px-3 text-sm text-muted hover:text-ink aria-pressed:bg-surface aria-pressed:font-semibold aria-pressed:text-ink aria-pressed:shadow-card"
          >
            {text(`look-${one}`)}
          </button>
        ))}
      </fieldset>
      {!isReadOnly && (
        <>
          <Menu groups={groups} align="start">
            <Button size="small" icon={Plus}>
              {text('add-node')}
            </Button>
          </Menu>
          <IconButton
            icon={Undo2}
            size="small"
            label={undo.label}
            keys={undo.keys}
            disabled={draft.edits.past.length === 0}
            onClick={() => draft.edit({ do: 'undo' })}
          />
          <IconButton
            icon={Redo2}
            size="small"
            label={redo.label}
            keys={redo.keys}
            disabled={draft.edits.future.length === 0}
            onClick={() => draft.edit({ do: 'redo' })}
          />
          {look === 'graph' && (
            <span className="max-md:hidden">
              <IconButton
                icon={LayoutDashboard}
                size="small"
                label={text('tidy')}
                onClick={() => change(tidied(policy))}
              />
            </span>
          )}
        </>
      )}
      <p className="min-w-0 flex-1 text-right text-xs text-muted max-lg:hidden">
        {text(isReadOnly ? 'read-only' : 'outline-keys')}
      </p>
    </div>
  )
}
