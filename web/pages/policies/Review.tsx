import { Check, GitBranch, Rocket, Send, Trash2, Undo2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { useBeginDraft } from './drafts.ts'
import type { PolicyLine, Version } from './policies.ts'
import type { Step } from './StepDialogs.tsx'

// What asks is fetched when it is first asked.
const PublishDialog = lazy(async () => ({ default: (await import('./PublishDialog.tsx')).PublishDialog }))
const Asked = lazy(async () => ({ default: (await import('./StepDialogs.tsx')).Asked }))
const Discard = lazy(async () => ({ default: (await import('./StepDialogs.tsx')).Discard }))

interface ReviewProps {
  readonly policy: PolicyLine
  readonly version: Version
  /** There is something that is not saved yet: first that. */
  readonly isChanged: boolean
  readonly faults: number
}

/** What may be done with a version as it stands; each step asks first. */
export function Review({ policy, version, isChanged, faults }: ReviewProps) {
  const text = useText('policyEditor')
  const mayWrite = useMay('policies.write')
  const [asking, setAsking] = useState<Step | 'publish' | 'discard'>()
  const begin = useBeginDraft(policy.id)
  const { may } = version
  const close = (): void => setAsking(undefined)
  const isScheduled = policy.scheduled?.versionId === version.id
  return (
    <>
      {may.submit && (
        <>
          <Button icon={Trash2} onClick={() => setAsking('discard')}>
            {text('discard')}
          </Button>
          <Button icon={Send} disabled={isChanged || faults > 0} onClick={() => setAsking('submit')}>
            {text('submit')}
          </Button>
        </>
      )}
      {may.sendBack && (
        <Button icon={Undo2} onClick={() => setAsking('send-back')}>
          {text('send-back')}
        </Button>
      )}
      {may.approve && (
        <Button tone="primary" icon={Check} disabled={faults > 0} onClick={() => setAsking('approve')}>
          {text('approve')}
        </Button>
      )}
      {may.publish && !version.isInForce && !isScheduled && !policy.archivedAt && (
        <Button tone="primary" icon={Rocket} disabled={faults > 0} onClick={() => setAsking('publish')}>
          {text('publish')}
        </Button>
      )}
      {mayWrite && !may.edit && !policy.open && version.state === 'approved' && (
        <Button
          icon={GitBranch}
          pending={begin.isPending}
          onClick={() => begin.mutate({ from: 'version', versionId: version.id })}
        >
          {text('draft-from')}
        </Button>
      )}
      <Suspense fallback={null}>
        {asking === 'publish' && <PublishDialog policy={policy} version={version} onClose={close} />}
        {asking === 'discard' && <Discard version={version} onClose={close} />}
        {asking && asking !== 'publish' && asking !== 'discard' && (
          <Asked step={asking} version={version} onClose={close} />
        )}
      </Suspense>
    </>
  )
}
