import { useMutation } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { keepAction } from '../../parts/actions/actions.ts'
import { toast } from '../../ui/Toast.tsx'

/** Makes a move of an action. */
export function useMove(id: string, onMoved?: () => void) {
  const text = useText('actions')
  return useMutation({
    mutationFn: (body: Schemas['ActionMoved']) =>
      answered(api.POST('/api/actions/{id}/moves', { params: { path: { id } }, body })),
    onSuccess: (detail, { move }) => {
      toast(text(`moved.${move}`))
      onMoved?.()
      return keepAction(detail)
    },
  })
}
