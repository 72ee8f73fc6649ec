import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useText } from '../i18n/text.ts'
import { classes } from './classes.ts'
import { useDialogFocus } from './dialogFocus.ts'
import { IconButton } from './IconButton.tsx'

interface DialogProps {
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly title: ReactNode
  readonly description?: ReactNode
  readonly width?: 'narrow' | 'medium' | 'wide' | undefined
  readonly children: ReactNode
}

const widths = { narrow: 'max-w-md', medium: 'max-w-xl', wide: 'max-w-4xl' } as const

/** A question or form over the page: traps the focus, closes on Escape, gives the focus back. */
export function Dialog({ open, onOpen, title, description, width = 'medium', children }: DialogProps) {
  const text = useText('ui')
  const focus = useDialogFocus()
  return (
    <Radix.Root open={open} onOpenChange={onOpen}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 grid animate-appear place-items-center overflow-y-auto bg-veil p-4 max-sm:items-end max-sm:p-0">
          <Radix.Content
            {...(description ? {} : { 'aria-describedby': undefined })}
            {...focus}
            tabIndex={-1}
            className={classes(
              'relative w-full rounded-2xl border border-line bg-surface p-5 shadow-float focus:outline-none max-sm:rounded-b-none',
              widths[width],
            )}
          >
            <header className="mb-4 flex items-start gap-3">
              <div className="min-w-0 flex-1">
                <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
                {description && <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>}
              </div>
              <Radix.Close asChild>
                <IconButton icon={X} label={text('close')} size="small" />
              </Radix.Close>
            </header>
            {children}
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  )
}
