import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { useLanguage, useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import type { Marketplace } from './marketplaces.ts'
import { RuleForm } from './RuleForm.tsx'
import { RuleHistory } from './RuleHistory.tsx'
import type { Rule } from './words.ts'

interface RuleDialogProps {
  readonly rule: Rule
  readonly place: Marketplace
  readonly onClose: () => void
}

/** One rule: everything that was ever recorded of it, and the form for a new value. */
export function RuleDialog({ rule, place, onClose }: RuleDialogProps) {
  const text = useText('stores')
  const language = useLanguage()
  const mayWrite = useMay('stores.write')
  const [changing, setChanging] = useState(false)
  const history = useQuery({
    queryKey: ['marketplaces', place.code, 'rules', rule.code],
    queryFn: () =>
      answered(
        api.GET('/api/marketplaces/{code}/rules/{rule}', { params: { path: { code: place.code, rule: rule.code } } }),
      ),
  })
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={rule.title[language]} description={rule.note[language]}>
      {changing ? (
        <RuleForm rule={rule} place={place} onDone={() => setChanging(false)} />
      ) : (
        <div className="flex flex-col gap-4">
          {history.isPending && <SkeletonLines lines={4} />}
          {history.isError && <ErrorState error={history.error} onRetry={() => void history.refetch()} />}
          {history.data && <RuleHistory rows={history.data} place={place} onEnded={onClose} />}
          {mayWrite && (
            <FormActions>
              <Button tone="primary" onClick={() => setChanging(true)}>
                {text('change-value')}
              </Button>
            </FormActions>
          )}
        </div>
      )}
    </Dialog>
  )
}
