import { useText } from '../../i18n/text.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { AppearanceCard } from './AppearanceCard.tsx'
import { PasswordCard } from './PasswordCard.tsx'
import { ProfileCard } from './ProfileCard.tsx'
import { SessionsCard } from './SessionsCard.tsx'

/** What a person sets for themselves: looks, keys, profile, password, where they are signed in. */
export function MePage() {
  const text = useText('settings')
  return (
    <>
      <PageHeader title={text('me')} description={text('me-detail')} />
      <ProfileCard />
      <AppearanceCard />
      <PasswordCard />
      <SessionsCard />
    </>
  )
}
