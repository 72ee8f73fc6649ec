import {
  cloneElement,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'
import { Kbd } from './Kbd.tsx'

type Side = 'top' | 'right' | 'bottom' | 'left'

interface TooltipProps {
  readonly text: ReactNode
  readonly keys?: readonly string[] | undefined
  readonly side?: Side | undefined
  /** One element that takes pointer and focus handlers. */
  readonly children: ReactElement<Handlers>
}

interface Handlers {
  onPointerEnter?: (event: PointerEvent<HTMLElement>) => void
  onPointerLeave?: (event: PointerEvent<HTMLElement>) => void
  onPointerDown?: (event: PointerEvent<HTMLElement>) => void
  onFocus?: (event: FocusEvent<HTMLElement>) => void
  onBlur?: (event: FocusEvent<HTMLElement>) => void
  'aria-describedby'?: string | undefined
}

/** How long the pointer must rest; the next tooltip in a row opens at once. */
const restMs = 450
const warmMs = 300
/** How long a tooltip waits for the pointer to come over to it (WCAG 1.4.13). */
const graceMs = 120
const gap = 6

let closedAt = Number.NEGATIVE_INFINITY

/**
 * Words that explain a control on hover and on keyboard focus; Escape sends them away. Never the only place of what a
 * person needs. Of our own making: they stand on every page, and a library's are five times this size.
 */
export function Tooltip({ text, keys, side = 'top', children }: TooltipProps) {
  const id = useId()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const soon = (target: HTMLElement, wait: number): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setAnchor(target), wait)
  }
  const close = (wait = 0): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      setAnchor((now) => {
        if (now) closedAt = performance.now()
        return null
      })
    }, wait)
  }
  const own = children.props
  return (
    <>
      {cloneElement(children, {
        onPointerEnter: (event) => {
          own.onPointerEnter?.(event)
          if (event.pointerType === 'mouse')
            soon(event.currentTarget, performance.now() - closedAt < warmMs ? 0 : restMs)
        },
        onPointerLeave: (event) => {
          own.onPointerLeave?.(event)
          close(graceMs)
        },
        onPointerDown: (event) => {
          own.onPointerDown?.(event)
          close()
        },
        onFocus: (event) => {
          own.onFocus?.(event)
          if (event.currentTarget.matches(':focus-visible')) soon(event.currentTarget, restMs)
        },
        onBlur: (event) => {
          own.onBlur?.(event)
          close()
        },
        ...(anchor ? { 'aria-describedby': id } : {}),
      })}
      {anchor && (
        <Bubble id={id} anchor={anchor} side={side} onStay={() => clearTimeout(timer.current)} onClose={() => close()}>
          {text}
          {keys && keys.length > 0 && <Kbd keys={keys} className="ml-2" />}
        </Bubble>
      )}
    </>
  )
}

interface BubbleProps {
  readonly id: string
  readonly anchor: HTMLElement
  readonly side: Side
  readonly onStay: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

function Bubble({ id, anchor, side, onStay, onClose, children }: BubbleProps) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (box.current) place(box.current, anchor.getBoundingClientRect(), side)
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.code === 'Escape') onClose()
    }
    const gone = (): void => onClose()
    addEventListener('keydown', pressed, true)
    addEventListener('scroll', gone, true)
    return () => {
      removeEventListener('keydown', pressed, true)
      removeEventListener('scroll', gone, true)
    }
  })
  return createPortal(
    <div
      ref={box}
      id={id}
      role="tooltip"
      onPointerEnter={onStay}
      onPointerLeave={onClose}
      className="fixed top-0 left-0 z-50 max-w-80 animate-appear rounded-md border border-line bg-surface px-2.5 py-1.5 text-xs whitespace-pre-line text-ink shadow-float"
    >
      {children}
    </div>,
    document.body,
  )
}

/** Beside the anchor on the wanted side, or the opposite one where there is no room; never out of the window. */
function place(box: HTMLElement, anchor: DOMRect, side: Side): void {
  const { width, height } = box.getBoundingClientRect()
  const middleX = anchor.left + (anchor.width - width) / 2
  const middleY = anchor.top + (anchor.height - height) / 2
  const places = {
    top: { x: middleX, y: anchor.top - height - gap },
    bottom: { x: middleX, y: anchor.bottom + gap },
    left: { x: anchor.left - width - gap, y: middleY },
    right: { x: anchor.right + gap, y: middleY },
  }
  const opposite = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const
  const fits = ({ x, y }: { x: number; y: number }) =>
    side === 'top' || side === 'bottom'
      ? y >= gap && y + height <= innerHeight - gap
      : x >= gap && x + width <= innerWidth - gap
  const { x, y } = fits(places[side]) ? places[side] : places[opposite[side]]
  const inside = (value: number, most: number): number => Math.round(Math.max(gap, Math.min(value, most - gap)))
  box.style.transform = `translate(${inside(x, innerWidth - width)}px, ${inside(y, innerHeight - height)}px)`
}
