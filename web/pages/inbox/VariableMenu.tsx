import { useQuery } from '@tanstack/react-query'
import { Braces } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { storesQuery } from '../../parts/desk.ts'
import { useSession } from '../../shell/session.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { withoutOpener } from './openers.ts'
import type { Ticket } from './queries.ts'
import type { ComposerState } from './useComposer.ts'

interface VariableMenuProps {
  readonly ticket: Ticket
  readonly composer: ComposerState
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

/** What the ticket knows, to be put into the text with one key: opened by `{{` or its button. */
export function VariableMenu({ ticket, composer, open, onOpen }: VariableMenuProps) {
  const text = useText('inbox')
  const { member } = useSession()
  const stores = useQuery(storesQuery)
  const store = stores.data?.find((one) => one.id === ticket.store?.id)
  const known = [
    { name: 'buyer', value: ticket.customer?.name },
    { name: 'first-name', value: ticket.customer?.name.split(/\s+/)[0] },
    { name: 'order', value: ticket.orderNumber },
    { name: 'ticket', value: `T-${ticket.number}` },
    { name: 'signature', value: store?.signatureName },
    { name: 'agent', value: member.name },
  ] as const
  const insert = (value: string): void => {
    const element = composer.field.current
    const caret = element?.selectionStart ?? composer.text.length
    const { head, tail } = withoutOpener(composer.text, caret)
    composer.type(`${head}${value}${tail}`)
    requestAnimationFrame(() => {
      element?.focus()
      element?.setSelectionRange(head.length + value.length, head.length + value.length)
    })
  }
  return (
    <Menu
      align="start"
      open={open}
      onOpen={onOpen}
      focusAfter={composer.field}
      groups={[
        {
          items: known.flatMap(({ name, value }) =>
            value ? [{ label: value, hint: text(`variable.${name}`), onSelect: () => insert(value) }] : [],
          ),
        },
      ]}
    >
      <IconButton icon={Braces} label={text('insert-variable')} keys={['{{']} disabled={composer.letterOnly} />
    </Menu>
  )
}
