import { useText } from '../../../i18n/text.ts'
import { Select } from '../../../ui/Select.tsx'
import { usePermissionWords } from './permissionWords.ts'
import type { Role } from './roles.ts'

interface PermissionReachProps {
  readonly known: readonly string[]
  readonly permissions: Role['permissions']
  readonly onPermissions: (permissions: Role['permissions']) => void
}

type Reach = Role['permissions'][string] | 'none'

const reaches: readonly Reach[] = ['none', 'own', 'team', 'stores', 'all']

/** Each permission with how far it reaches, by the part of the desk that it opens. */
export function PermissionReach({ known, permissions, onPermissions }: PermissionReachProps) {
  const text = useText('members')
  const { partOf, actOf, wordsOf } = usePermissionWords()
  const parts = [...Map.groupBy(known, partOf)]
  const options = reaches.map((reach) => ({ value: reach, label: text(`reach-${reach}`) }))
  const change = (permission: string, reach: Reach): void => {
    const { [permission]: _before, ...others } = permissions
    onPermissions(reach === 'none' ? others : { ...others, [permission]: reach })
  }
  return (
    <div className="flex flex-col gap-3">
      {parts.map(([part, those]) => (
        <section key={part} aria-label={part} className="rounded-lg border border-line">
          <h3 className="border-b border-line bg-side px-3 py-1 text-sm text-muted">{part}</h3>
          <ul>
            {those.map((permission) => (
              <li key={permission} className="flex items-center gap-3 border-b border-line px-3 py-1.5 last:border-b-0">
                <span className="min-w-0 flex-1">
                  {actOf(permission)}
                  <code className="ml-2 font-mono text-xs text-muted max-sm:hidden">{permission}</code>
                </span>
                <Select
                  aria-label={`${wordsOf(permission)}: ${text('reach')}`}
                  className="w-32 shrink-0"
                  value={permissions[permission] ?? 'none'}
                  options={options}
                  onValue={(reach) => change(permission, reach)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
