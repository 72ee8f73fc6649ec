import { useMutation, useQuery } from '@tanstack/react-query'
import { DatabaseBackup } from 'lucide-react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { BackupFacts } from './BackupFacts.tsx'
import { BackupLight } from './BackupLight.tsx'

const queryKey = ['backups']
/** While one is being taken its end is wanted soon; at other times the light is looked at every minute. */
const soonMs = 2_000
const calmMs = 60_000

/** How old the last backup is, what it holds, when the next is due, and one taken now. */
export function BackupsPage() {
  const text = useText('backups')
  const title = useText('settings')('backups')
  const status = useQuery({
    queryKey,
    queryFn: () => answered(api.GET('/api/backups')),
    refetchInterval: (query) => (query.state.data?.running ? soonMs : calmMs),
  })
  const take = useMutation({
    mutationFn: () => answered(api.POST('/api/backups')),
    onSuccess: () => setTimeout(() => queries.invalidateQueries({ queryKey }), soonMs),
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
              pending={take.isPending || data.running}
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
          <BackupLight status={data} isAsked={take.isSuccess} />
          {data.light !== 'off' && <BackupFacts status={data} />}
        </>
      )}
    </>
  )
}
