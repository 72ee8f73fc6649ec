import { useParams } from '@tanstack/react-router'
import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react'
import { useText } from '../../i18n/text.ts'
import { Forbidden, NotFound } from '../../shell/Standstill.tsx'
import { useSession } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { type SettingsEntry, settingsOpenTo, settingsPages } from './registry.ts'
import { SettingsLayout } from './SettingsLayout.tsx'

type Loaded = LazyExoticComponent<ComponentType<{ readonly item: string | undefined }>>

const loaded = new Map<string, Loaded>()

function componentOf(entry: SettingsEntry): Loaded {
  const found = loaded.get(entry.path) ?? lazy(async () => ({ default: await entry.load() }))
  loaded.set(entry.path, found)
  return found
}

/** Finds the page of an address in the registry, and shows it in the frame of the settings. */
export function SettingsPage() {
  const { page, item } = useParams({ from: '/app/settings/{-$page}/{-$item}' })
  const text = useText('settings')
  const session = useSession()
  const entry =
    page === undefined ? settingsOpenTo(session.permissions)[0] : settingsPages.find((known) => known.path === page)
  useTitle(entry ? text(entry.title) : text('settings'))
  if (!entry) return <NotFound />
  if (entry.permission && !(entry.permission in session.permissions)) return <Forbidden permission={entry.permission} />
  const Page = componentOf(entry)
  return (
    <SettingsLayout chosen={entry.path} menuFirst={page === undefined}>
      <Suspense fallback={<SkeletonLines lines={6} />}>
        <Page item={item} />
      </Suspense>
    </SettingsLayout>
  )
}
