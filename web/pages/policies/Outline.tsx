import { ChevronDown, ChevronRight, CircleAlert, CornerDownRight } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { classes } from '../../ui/classes.ts'
import { useEditor } from './editor.ts'
import type { Marks } from './NodeCard.tsx'
import { nodeLooks } from './nodeLooks.ts'
import { type Line, linesOf, parentOf } from './outline.ts'
import { removed } from './tree.ts'

interface OutlineProps {
  readonly chosen: string | undefined
  readonly marksOf: (id: string) => Marks
  /** Asked for with Insert: a new node in this way. */
  readonly onInsert: ((into: { readonly from: string | null; readonly slot: string }) => void) | undefined
  /** Asked for with Enter: the form of the node. */
  readonly onEdit: (id: string) => void
}

/**
 * The tree as lines to walk through with arrows (WAI-ARIA treegrid pattern in one column): Enter edits, Insert adds a node
 * into the way, Delete takes the node out, which can be undone. Whatever the graph can do, this can.
 */
export function Outline({ chosen, marksOf, onInsert, onEdit }: OutlineProps) {
  const text = useText('policyEditor')
  const { policy, isReadOnly, change, choose } = useEditor()
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [current, setCurrent] = useState('/start')
  const lines = linesOf(policy, closed)
  const isKnown = lines.some(({ key }) => key === current)
  // What was chosen elsewhere (in the graph, by a fault) is where one goes on here.
  const line =
    (isKnown && lines.find(({ key, to }) => key === current && (chosen === undefined || to === chosen))) ||
    lines.find(({ to, isRepeated }) => to === chosen && !isRepeated) ||
    lines[0]
  const box = useRef<HTMLDivElement>(null)
  const isFocused = useRef(false)
  const key = line?.key
  useEffect(() => {
    if (isFocused.current && key !== undefined)
      box.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(key)}"]`)?.focus()
  }, [key])

  const goTo = (next: Line | undefined): void => {
    if (!next) return
    setCurrent(next.key)
    choose(next.to)
  }
  const setOpen = (id: string, isOpen: boolean): void => {
    const next = new Set(closed)
    if (isOpen) next.delete(id)
    else next.add(id)
    setClosed(next)
  }
  const pressed = (event: KeyboardEvent): void => {
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return
    if (!doneBy(event.code, line, lines.indexOf(line))) return
    event.preventDefault()
    event.stopPropagation()
  }
  /** Does what a key stands for; false where it stands for nothing here. */
  const doneBy = (code: string, line: Line, at: number): boolean => {
    switch (code) {
      case 'ArrowDown':
        goTo(lines[at + 1])
        return true
      case 'ArrowUp':
        goTo(lines[at - 1])
        return true
      case 'Home':
        goTo(lines[0])
        return true
      case 'End':
        goTo(lines.at(-1))
        return true
      case 'ArrowRight':
        if (line.hasWays && !line.isOpen) setOpen(line.to, true)
        else if (line.hasWays) goTo(lines[at + 1])
        else if (line.isRepeated) goTo(lines.find(({ to, isRepeated }) => to === line.to && !isRepeated))
        return true
      case 'ArrowLeft':
        if (line.isOpen) setOpen(line.to, false)
        else goTo(parentOf(lines, line))
        return true
      case 'Enter':
        choose(line.to)
        onEdit(line.to)
        return true
      case 'Insert':
        if (line.slot !== null) onInsert?.({ from: line.from, slot: line.slot })
        return true
      case 'Delete':
        if (isReadOnly || Object.keys(policy.nodes).length < 2) return true
        change(removed(policy, line.to))
        goTo(parentOf(lines, line) ?? lines[0])
        return true
      default:
        return false
    }
  }
  return (
    <div
      ref={box}
      role="tree"
      aria-label={text('outline')}
      className="flex min-h-0 flex-1 flex-col overflow-y-auto p-2"
      onKeyDown={pressed}
      onFocus={() => {
        isFocused.current = true
      }}
      onBlur={() => {
        isFocused.current = false
      }}
    >
      {lines.map((one) => (
        <OutlineLine
          key={one.key}
          line={one}
          isCurrent={one.key === key}
          isChosen={one.to === chosen}
          marks={marksOf(one.to)}
          onChoose={() => goTo(one)}
          onToggle={() => setOpen(one.to, !one.isOpen)}
        />
      ))}
    </div>
  )
}

interface OutlineLineProps {
  readonly line: Line
  readonly isCurrent: boolean
  readonly isChosen: boolean
  readonly marks: Marks
  readonly onChoose: () => void
  readonly onToggle: () => void
}

function OutlineLine({ line, isCurrent, isChosen, marks, onChoose, onToggle }: OutlineLineProps) {
  const text = useText('policyEditor')
  const { policy, words } = useEditor()
  const node = policy.nodes[line.to]
  const parent = line.from === null ? undefined : policy.nodes[line.from]
  const look = node && nodeLooks[node.kind]
  const Icon = look?.icon ?? CircleAlert
  const Toggle = line.isOpen ? ChevronDown : ChevronRight
  const way =
    line.slot === null ? text('aside') : line.from === null ? text('start-mark') : words.way(parent, line.slot)
  return (
    // Keys are taken by the tree itself.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      role="treeitem"
      aria-level={line.level}
      aria-posinset={line.position}
      aria-setsize={line.siblings}
      aria-selected={isChosen}
      {...(line.hasWays ? { 'aria-expanded': line.isOpen } : {})}
      tabIndex={isCurrent ? 0 : -1}
      data-line={line.key}
      onClick={onChoose}
      style={{ paddingInlineStart: `${(line.level - 1) * 1.125}rem` }}
      className={classes(
        'flex min-h-9 shrink-0 cursor-default items-center gap-1.5 rounded-md pr-2 -outline-offset-2 pointer-coarse:min-h-11',
        isChosen ? 'bg-accent-soft' : marks.isOnWay ? 'bg-warn-soft' : 'hover:bg-hover',
      )}
    >
      {line.hasWays ? (
        // A convenience of the mouse: arrows do the same.
        <span
          aria-hidden
          className="flex size-6 shrink-0 items-center justify-center rounded hover:bg-neutral-soft"
          onClick={(event) => {
            event.stopPropagation()
            onToggle()
          }}
        >
          <Toggle className="size-4" />
        </span>
      ) : (
        <span aria-hidden className="flex size-6 shrink-0 items-center justify-center text-muted">
          <CornerDownRight className="size-3.5" />
        </span>
      )}
      <span className="max-w-2/5 shrink-0 truncate text-sm text-muted">{way}</span>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="sr-only">{node && words.code(`kind.${node.kind}`)}</span>
      <span className={classes('min-w-0 flex-1 truncate', line.isRepeated ? 'text-muted italic' : 'font-medium')}>
        {node ? words.title(node.title) : text('target-missing', { to: line.to })}
      </span>
      {line.isRepeated && <span className="shrink-0 text-xs text-muted max-sm:sr-only">{text('repeated')}</span>}
      {!line.isRepeated && marks.figure && (
        <Badge tone="neutral" className="tabular-nums">
          {text('figure-passed', { count: marks.figure.passed })}
        </Badge>
      )}
      {!line.isRepeated && marks.difference && <Badge tone="violet">{text(`mark-${marks.difference}`)}</Badge>}
      {marks.faults > 0 && (
        <Badge tone="danger" icon={CircleAlert}>
          {text('fault-count', { count: marks.faults })}
        </Badge>
      )}
    </div>
  )
}
