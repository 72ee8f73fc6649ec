import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, type Schemas } from '../../api/client.ts'
import { textOf } from '../../i18n/text.ts'
import { toast, toastError } from '../../ui/Toast.tsx'
import { keepVersion, versionOf } from './policies.ts'

/** Begins a draft of a policy, and opens it. */
export function useBeginDraft(policyId: string) {
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (body: Schemas['NewPolicyDraft']) =>
      versionOf(api.POST('/api/return-policies/{id}/versions', { params: { path: { id: policyId } }, body })),
    onSuccess: async (version) => {
      await keepVersion(version)
      toast(textOf('policyEditor')('draft-begun', { number: version.number }))
      void navigate({
        to: '/returns/policies/{-$policy}',
        params: { policy: version.content.key },
        search: (before) => ({ ...before, version: version.id, panel: undefined }) as never,
      })
    },
    onError: (error) => toastError(textOf('ui')('failed-action'), error),
  })
}
