import { useQuery } from '@tanstack/react-query'
import { useText } from '../../i18n/text.ts'
import { DemoWipe } from '../../parts/DemoWipe.tsx'
import { demoQuery } from '../../parts/demo.ts'
import { useMay, useSession } from '../../shell/session.ts'
import { Card } from '../../ui/Card.tsx'

/** Demo data that stands beside one's own workspace: the way to be rid of it. */
export function DemoCard() {
  const text = useText('login')
  const { workspace } = useSession()
  const mayWipe = useMay('workspace.write') && !workspace.isDemo
  const demo = useQuery({ ...demoQuery, enabled: mayWipe })
  const there = demo.data?.state === 'ready' || demo.data?.state === 'wiping' || demo.data?.state === 'wipe-failed'
  if (!mayWipe || !there) return null
  return (
    <Card title={text('demo-beside')}>
      <p className="mb-3 text-muted">{text('demo-beside-detail')}</p>
      <DemoWipe />
    </Card>
  )
}
