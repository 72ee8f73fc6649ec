import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { classes } from './classes.ts'

interface VirtualListProps<Item> {
  readonly label: string
  readonly items: readonly Item[]
  readonly itemKey: (item: Item) => string
  /** The height of every row in px; rows of one height keep scrolling cheap. */
  readonly rowHeight: number
  /** How many there are in all, when more can be loaded than are here; -1 when unknown. */
  readonly total?: number | undefined
  /** The row that shall be in view; scrolled to when it changes. */
  readonly activeIndex?: number | undefined
  /** Called when the end comes near. */
  readonly onEnd?: (() => void) | undefined
  readonly className?: string | undefined
  /** Draws a row's content. */
  readonly children: (item: Item, index: number) => ReactNode
}

/** Rows drawn beyond the visible ones, so that a quick scroll does not show white. */
const spare = 6

/**
 * A long list of which only the visible rows exist; it still tells screen readers how many rows there are, and which is
 * which. All rows have one height, so that their places need no measuring.
 */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { label, items, itemKey, rowHeight, total, activeIndex = -1, onEnd, className, children } = props
  const box = useRef<HTMLDivElement>(null)
  // What is seen, kept beside the document: asking it while it changes makes it lay out twice.
  const seen = useRef({ top: 0, height: 0 })
  const [first, setFirst] = useState(0)
  const [room, setRoom] = useState(12)
  const begin = Math.max(0, Math.min(first, items.length - room) - spare)
  const end = Math.min(items.length, first + room + spare)

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = (): void => {
      seen.current = { top: element.scrollTop, height: element.clientHeight }
      setRoom(Math.ceil(element.clientHeight / rowHeight) + 1)
      setFirst(Math.floor(element.scrollTop / rowHeight))
    }
    measure()
    if (typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [rowHeight])

  useLayoutEffect(() => {
    const element = box.current
    if (!element || activeIndex < 0) return
    const top = activeIndex * rowHeight
    const { top: from, height } = seen.current
    if (top < from) element.scrollTop = top
    else if (top + rowHeight > from + height) element.scrollTop = top + rowHeight - height
  }, [activeIndex, rowHeight])

  useEffect(() => {
    if (items.length > 0 && end >= items.length - 2) onEnd?.()
  }, [end, items.length, onEnd])

  return (
    <div
      ref={box}
      onScroll={(event) => {
        seen.current.top = event.currentTarget.scrollTop
        setFirst(Math.floor(seen.current.top / rowHeight))
      }}
      className={classes('relative min-h-0 overflow-y-auto overscroll-contain', className)}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: rows placed by position are no table for a browser */}
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={total ?? items.length}
        className="relative w-full"
        style={{ height: items.length * rowHeight }}
      >
        {items.slice(begin, end).map((item, offset) => {
          const index = begin + offset
          return (
            // biome-ignore lint/a11y/useSemanticElements: see the grid
            <div
              key={itemKey(item)}
              role="row"
              aria-rowindex={index + 1}
              aria-selected={index === activeIndex}
              tabIndex={-1}
              className="absolute inset-x-0 top-0 outline-none contain-strict"
              style={{ height: rowHeight, transform: `translateY(${index * rowHeight}px)` }}
            >
              {children(item, index)}
            </div>
          )
        })}
      </div>
    </div>
  )
}
