import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { Fragment } from 'react'
import { classes } from './classes.ts'
import { focusOnClose } from './dialogFocus.ts'
import { Kbd } from './Kbd.tsx'
import type { OpenableProps } from './lazyLayer.tsx'
import type { MenuItem, MenuLayerProps } from './Menu.tsx'

const entry =
  'flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1 text-base outline-none select-none ' +
  'data-highlighted:bg-accent-soft data-disabled:cursor-not-allowed data-disabled:text-muted pointer-coarse:min-h-11'

/** The menu itself, fetched when it is first needed: see `Menu`. */
export function MenuLayer({ trigger, groups, align = 'end', open, onOpen, focusAfter }: OpenableProps<MenuLayerProps>) {
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpen}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={focusOnClose(focusAfter)}
          className="z-50 max-h-[min(30rem,var(--radix-dropdown-menu-content-available-height))] min-w-48 animate-appear overflow-y-auto rounded-xl border border-line bg-surface p-1 shadow-float"
        >
          {groups.map((group, index) => (
            <Fragment key={group.title ?? group.items[0]?.label}>
              {index > 0 && <DropdownMenu.Separator className="my-1 h-px bg-line" />}
              {group.title && (
                <DropdownMenu.Label className="px-2.5 pt-1.5 pb-1 text-xs text-muted">{group.title}</DropdownMenu.Label>
              )}
              <div className={classes(group.isWide && 'grid grid-cols-2 gap-x-1')}>
                {group.items.map((item) => (
                  <Entry key={item.label} item={item} />
                ))}
              </div>
            </Fragment>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function Entry({ item }: { readonly item: MenuItem }) {
  const body = (
    <>
      {item.icon && <item.icon aria-hidden className="size-4 shrink-0" />}
      <span className="min-w-0 flex-1">
        {item.label}
        {item.hint && <span className="block text-xs text-muted">{item.hint}</span>}
      </span>
      {item.aside !== undefined && <span className="text-sm text-muted tabular-nums">{item.aside}</span>}
      {item.checked && <Check aria-hidden className="size-4 shrink-0 text-accent-ink" />}
      {item.keys && item.keys.length > 0 && <Kbd keys={item.keys} />}
    </>
  )
  const shared = {
    className: classes(entry, item.danger && 'text-danger-ink'),
    disabled: item.disabled === true,
    onSelect: item.onSelect,
  }
  if (item.checked === undefined) return <DropdownMenu.Item {...shared}>{body}</DropdownMenu.Item>
  return (
    <DropdownMenu.CheckboxItem checked={item.checked} {...shared}>
      {body}
    </DropdownMenu.CheckboxItem>
  )
}
