import {
  CircleAlert,
  CircleCheck,
  CirclePause,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  PencilLine,
} from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { Badge, type Tone } from '../../../ui/Badge.tsx'
import type { Import } from './imports.ts'

const looks: { readonly [status in Import['status']]: readonly [Tone, LucideIcon] } = {
  draft: ['outline', PencilLine],
  waiting: ['info', Hourglass],
  running: ['info', LoaderCircle],
  done: ['ok', CircleCheck],
  failed: ['danger', CircleAlert],
  stopped: ['warn', CirclePause],
}

/** How far an import is. */
export function ImportState({ of: { status } }: { readonly of: Pick<Import, 'status'> }) {
  const text = useText('imports')
  const [tone, icon] = looks[status]
  return (
    <Badge tone={tone} icon={icon}>
      {text(`status.${status}`)}
    </Badge>
  )
}
