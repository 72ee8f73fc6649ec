import { useMutation } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { tokensQuery } from './tokens.ts'

interface RevokeTokenProps {
  readonly token: Schemas['ApiToken']
  readonly onClose: () => void
}

/** Asks before a token stops to work. */
export function RevokeToken({ token, onClose }: RevokeTokenProps) {
  const text = useText('members')
  const { name, id } = token
  const revoke = useMutation({
    mutationFn: () => answered(api.DELETE('/api/tokens/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      toast(text('revoked', { name }))
      onClose()
      return queries.invalidateQueries({ queryKey: tokensQuery.queryKey })
    },
  })
  return (
    <ConfirmDialog
      open
      onOpen={(open) => !open && onClose()}
      title={text('revoke-title', { name })}
      action={text('revoke')}
      pending={revoke.isPending}
      error={revoke.error?.message}
      onConfirm={() => revoke.mutate()}
    >
      {text('revoke-detail')}
    </ConfirmDialog>
  )
}
