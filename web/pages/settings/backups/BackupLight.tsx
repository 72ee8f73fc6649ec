import type { Schemas } from '../../../api/client.ts'
import { useText } from '../../../i18n/text.ts'
import { Banner } from '../../../ui/Banner.tsx'

type Status = Schemas['BackupStatus']

const tones = { off: 'info', waiting: 'info', good: 'ok', failed: 'warn', late: 'danger' } as const

/** The light, in words: how backups stand and what to do about it. */
export function BackupLight({ status, isAsked }: { readonly status: Status; readonly isAsked: boolean }) {
  const text = useText('backups')
  const { light, running, last } = status
  return (
    <>
      <Banner tone={tones[light]} title={text(`light-${light}`)}>
        {light !== 'good' && <p>{text(`light-${light}-detail`)}</p>}
      </Banner>
      {running && <Banner>{text('running')}</Banner>}
      {isAsked && !running && <Banner>{text('asked')}</Banner>}
      {last !== null && last.broken > 0 && <Banner tone="danger">{text('broken', { count: last.broken })}</Banner>}
    </>
  )
}
