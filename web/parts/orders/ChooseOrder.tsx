import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { useCommand } from '../../keyboard/hint.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { Button } from '../../ui/Button.tsx'
import { Options } from '../../ui/Options.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { foundOrdersQuery } from './orders.ts'

interface ChooseOrderProps {
  readonly chosenId: string | undefined
  readonly pending: boolean
  readonly onChoose: (orderId: string) => void
}

/** Finds an order by what one knows of it, and links it. */
export function ChooseOrder({ chosenId, pending, onChoose }: ChooseOrderProps) {
  const text = useText('orders')
  const formats = useFormats()
  const hint = useCommand('ticket.link-order')
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const found = useQuery({ ...foundOrdersQuery(words.trim()), enabled: open })
  useCommands({ 'ticket.link-order': () => setOpen(true) })
  const choices = (found.data?.items ?? []).map((order) => ({
    value: order.id,
    label: order.number,
    hint: formats.money(order.total, order.currency),
    note: [order.store.name, order.buyerName, formats.date(new Date(order.orderedAt))].filter(Boolean).join(' · '),
  }))
  const trigger = (
    <Button size="small" icon={Search} pending={pending} title={`${hint.label} (${hint.keys.join(' ')})`}>
      {text('link.choose')}
    </Button>
  )
  return (
    <Popover trigger={trigger} label={text('link.choose')} open={open} onOpen={setOpen} align="end">
      <Options
        label={text('link.search')}
        choices={choices}
        value={chosenId}
        busy={found.isPending}
        onSearch={setWords}
        onChoose={(id) => {
          setOpen(false)
          onChoose(id)
        }}
      />
    </Popover>
  )
}
