import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Play } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { toast, toastError } from '../../ui/Toast.tsx'
import { pressingQuery } from './queries.ts'

/** Opens what is most pressing: of my own tickets, else the next that waits for somebody. */
export function NextTicketButton() {
  const text = useText('home')
  const words = useText('ui')
  const navigate = useNavigate()
  const next = useMutation({
    mutationFn: async () => {
      const [mine] = await queries.fetchQuery({ ...pressingQuery('mine'), staleTime: 0 })
      return mine?.id ?? (await answered(api.POST('/api/assignments'))).ticketId
    },
    onSuccess: async (ticket) => {
      if (ticket) await navigate({ to: '/inbox/$view/{-$ticket}', params: { view: 'mine', ticket } })
      else toast(text('nothing-waits'))
    },
    onError: (error) => toastError(words('failed-action'), error),
  })
  return (
    <Button tone="primary" icon={Play} pending={next.isPending} onClick={() => next.mutate()}>
      {text('next-ticket')}
    </Button>
  )
}
