import { useMutation, useQuery } from '@tanstack/react-query'
import { DatabaseBackup } from 'lucide-react'
import { useState } from 'react'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { BackupFacts } from './BackupFacts.tsx'
import { BackupLight } from './BackupLight.tsx'

type Status = Schemas['BackupStatus']

const queryKey = ['backups']
/** While one is being taken its end is wanted soon; at other times the light is looked at every minute. */
const soonMs = 2_000
const calmMs = 60_000

/** How old the last backup is, what it holds, when the next is due, and one taken now. */
export function BackupsPage() {
  const text = useText('backups')
  const title = useText('settings')('backups')
  const [before, setBefore] = useState<string>()
  const isAwaited = (status: Status | undefined) => status !== undefined && outcomeOf(status) === before
  const status = useQuery({
    queryKey,
    queryFn: () => answered(api.GET('/api/backups')),
    refetchInterval: (query) => (query.state.data?.running || isAwaited(query.state.data) ? soonMs : calmMs),
  })
  const take = useMutation({
    mutationFn: () => answered(api.POST('/api/backups')),
    onSuccess: (status) => {
      setBefore(outcomeOf(status))
      queries.setQueryData(queryKey, status)
    },
  })
  const { data } = status
  return (
    <>
      <PageHeader
        title={title}
        description={text('detail')}
        actions={
          data &&
          data.light !== 'off' && (
            <Button
              tone="primary"
              icon={DatabaseBackup}
              pending={take.isPending || data.running || isAwaited(data)}
              onClick={() => take.mutate()}
            >
              {text('take')}
            </Button>
          )
        }
      />
      {take.error && <Banner tone="danger">{take.error.message}</Banner>}
      {status.error && !data && <ErrorState error={status.error} onRetry={() => status.refetch()} />}
      {!status.error && !data && <Skeleton className="h-40" />}
      {data && (
        <>
          <BackupLight status={data} isAsked={isAwaited(data)} />
          {data.light !== 'off' && <BackupFacts status={data} />}
        </>
      )}
    </>
  )
}

/** What became of the last try: it is another one once a new try has ended. */
const outcomeOf = ({ last, failure }: Status): string => `${last?.name} ${failure?.at}`
