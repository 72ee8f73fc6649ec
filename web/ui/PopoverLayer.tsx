import { Popover as Radix } from 'radix-ui'
import { classes } from './classes.ts'
import { focusOnClose } from './dialogFocus.ts'
import type { OpenableProps } from './lazyLayer.tsx'
import type { PopoverProps } from './Popover.tsx'

/** The popover itself, fetched when it is first needed: see `Popover`. */
export function PopoverLayer(props: OpenableProps<PopoverProps>) {
  const { trigger, label, open, onOpen, align = 'end', side = 'bottom', focusAfter, className, children } = props
  return (
    <Radix.Root open={open} onOpenChange={onOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={focusOnClose(focusAfter)}
          className={classes(
            'z-50 max-w-[calc(100vw-1rem)] animate-appear rounded-xl border border-line bg-surface shadow-float focus:outline-none',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
