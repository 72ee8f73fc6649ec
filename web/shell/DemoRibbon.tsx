import { useText } from '../i18n/text.ts'
import { DemoWipe } from '../parts/DemoWipe.tsx'
import { useMay } from './session.ts'

/** Says that nothing here is real, and offers whoever may do so to wipe it. */
export function DemoRibbon() {
  const text = useText('shell')
  const mayWipe = useMay('workspace.write')
  return (
    <div className="flex min-h-6 flex-wrap items-center justify-center gap-x-3 bg-warn-soft px-3 text-xs text-warn-ink pointer-coarse:min-h-11">
      <p>{text('demo-ribbon')}</p>
      {mayWipe && <DemoWipe small />}
    </div>
  )
}
