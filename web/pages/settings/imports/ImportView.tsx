import { useQuery } from '@tanstack/react-query'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { BackLink } from '../BackLink.tsx'
import { useStoreNames } from '../stores/storeNames.ts'
import { DraftView } from './DraftView.tsx'
import { FaultList } from './FaultList.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import { ImportState } from './ImportState.tsx'
import { importQuery, isUnderWay } from './imports.ts'

/** One file: what is to be said of it, how far it has come, and what could not be read. */
export function ImportView({ id }: { readonly id: string }) {
  const text = useText('imports')
  const formats = useFormats()
  const mayRun = useMay('imports.run')
  const { nameOf } = useStoreNames()
  const query = useQuery(importQuery(id))
  const found = query.data
  if (!found)
    return (
      <>
        <BackLink page="imports" label={text('back')} />
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <SkeletonLines lines={8} />
        )}
      </>
    )
  const about = [
    found.subject && found.status !== 'draft' ? text(`subject.${found.subject}`) : undefined,
    found.storeId && found.status !== 'draft' ? nameOf(found.storeId) : undefined,
    formats.bytes(found.size),
    text('uploaded-by', { name: found.createdBy.name || '—', time: formats.full(new Date(found.createdAt)) }),
  ]
  return (
    <>
      <BackLink page="imports" label={text('back')} />
      <PageHeader
        title={found.filename}
        description={about.filter(Boolean).join(' · ')}
        actions={<ImportState of={found} />}
      />
      {found.status === 'draft' ? (
        <DraftView found={found} readOnly={!mayRun} />
      ) : (
        <>
          <ImportProgress found={found} />
          {found.refused > 0 && mayRun && !isUnderWay(found) && <FaultList found={found} />}
        </>
      )}
    </>
  )
}
