import { useText } from '../i18n/text.ts'
import { usePreferences } from '../preferences.ts'
import { Banner } from '../ui/Banner.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { type CommandId, commandIds, definitionOf, places } from './commands.ts'
import { keyNames } from './match.ts'
import { mac } from './registry.ts'

/** Every key there is, grouped by where it works; written from the registry, so it cannot be out of date. */
export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const text = useText('shell')
  const { singleKeys } = usePreferences()
  return (
    <Dialog open onOpen={onClose} title={text('keyboard-shortcuts')} width="wide">
      {!singleKeys && <Banner className="mb-4">{text('keys-off')}</Banner>}
      <div className="gap-x-8 sm:columns-2">
        {places.map((place) => (
          <section key={place} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 text-sm text-muted">{text(`place-${place}`)}</h3>
            <dl>
              {commandIds
                .filter((id) => definitionOf(id).where === place)
                .map((id) => (
                  <Row key={id} id={id} then={text('keys-then')} />
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function Row({ id, then }: { readonly id: CommandId; readonly then: string }) {
  const title = useText('commands')
  return (
    <div className="flex min-h-8 items-center gap-3 border-b border-line/60">
      <dt className="min-w-0 flex-1">{title(id)}</dt>
      <dd className="flex shrink-0 items-center gap-2 text-xs text-muted">
        {definitionOf(id).keys.map((keys) =>
          keys.includes(' ') ? (
            <span key={keys} className="flex items-center gap-1">
              <Kbd keys={keyNames(keys.split(' ')[0] ?? '', mac)} /> {then}{' '}
              <Kbd keys={keyNames(keys.split(' ')[1] ?? '', mac)} />
            </span>
          ) : (
            <Kbd key={keys} keys={keyNames(keys, mac)} />
          ),
        )}
      </dd>
    </div>
  )
}
