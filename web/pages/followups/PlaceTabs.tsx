import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/text.ts'
import { Tabs } from '../../ui/Tabs.tsx'
import { type Place, places } from './search.ts'

interface PlaceTabsProps {
  readonly place: Place
  readonly className?: string
  readonly children: ReactNode
}

/** The lists of the page, one shown at a time. */
export function PlaceTabs({ place, className, children }: PlaceTabsProps) {
  const text = useText('followups')
  const navigate = useNavigate()
  return (
    <Tabs
      label={text('views')}
      value={place}
      tabs={places.map((value) => ({ value, label: text(value) }))}
      onValue={(view) =>
        void navigate({
          to: '/followups/{-$followUp}',
          params: { followUp: undefined },
          search: view === 'due' ? {} : { view },
        })
      }
      {...(className && { className })}
    >
      {children}
    </Tabs>
  )
}
