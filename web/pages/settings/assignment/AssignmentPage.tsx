import { useText } from '../../../i18n/text.ts'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { DutyList } from './DutyList.tsx'
import { GivingCard } from './GivingCard.tsx'

/** Who is on duty, and how work is given out. */
export function AssignmentPage({ item }: { readonly item: string | undefined }) {
  const text = useText('assignment')
  return (
    <>
      <PageHeader title={useText('settings')('assignment')} description={text('detail')} />
      <DutyList item={item} />
      <GivingCard />
    </>
  )
}
