import {
  type ComponentType,
  cloneElement,
  type MouseEvent,
  type ReactElement,
  type RefObject,
  useEffect,
  useState,
} from 'react'

interface TriggerProps {
  onClick?: ((event: MouseEvent<HTMLElement>) => void) | undefined
  'aria-haspopup'?: 'menu' | 'dialog'
  'aria-expanded'?: boolean
}

/** What every layer that opens from a button has in common. */
export interface LayerProps {
  /** The button that opens it: one element that takes a ref and `onClick`. */
  readonly trigger: ReactElement<TriggerProps>
  readonly open?: boolean | undefined
  readonly onOpen?: ((open: boolean) => void) | undefined
  /** What gets the focus when the layer closes; its button where not given. */
  readonly focusAfter?: RefObject<HTMLElement | null> | undefined
}

/** A layer once its code is here: always told whether it is open. */
export type OpenableProps<Props extends LayerProps> = Props & {
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

/** A kind of layer, and its code when it has been fetched. */
export interface Layer<Props extends LayerProps> {
  readonly kind: 'menu' | 'dialog'
  readonly fetch: () => Promise<void>
  readonly component: () => ComponentType<OpenableProps<Props>> | undefined
}

/** Names the code of a layer. It is fetched when the page has come to rest, or when a layer is first opened. */
export function defineLayer<Props extends LayerProps>(
  kind: Layer<Props>['kind'],
  load: () => Promise<ComponentType<OpenableProps<Props>>>,
): Layer<Props> {
  let component: ComponentType<OpenableProps<Props>> | undefined
  const fetch = async (): Promise<void> => {
    component ??= await load()
  }
  whenAtRest(() => void fetch())
  return { kind, fetch, component: () => component }
}

/**
 * A layer (menu, popover) and its button; until the layer's code is here and wanted, the button stands there alone. So
 * the first page does not wait for what only a click needs (UX §12).
 */
export function LazyLayer<Props extends LayerProps>({
  layer,
  props,
}: {
  readonly layer: Layer<Props>
  readonly props: Props
}) {
  const { trigger, onOpen } = props
  const [ownOpen, setOwnOpen] = useState(false)
  const [used, setUsed] = useState(false)
  const open = props.open ?? ownOpen
  const change = (next: boolean): void => {
    setOwnOpen(next)
    onOpen?.(next)
  }
  useEffect(() => {
    if (open && !used) void layer.fetch().then(() => setUsed(true))
  }, [open, used, layer])
  const Loaded = layer.component()
  if (Loaded && (used || open)) return <Loaded {...props} open={open} onOpen={change} />
  return cloneElement(trigger, {
    'aria-haspopup': layer.kind,
    'aria-expanded': false,
    onClick: (event: MouseEvent<HTMLElement>) => {
      trigger.props.onClick?.(event)
      change(true)
    },
  })
}

/** Runs when the browser has nothing better to do. */
export function whenAtRest(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 4_000 })
  else setTimeout(work, 1_500)
}
