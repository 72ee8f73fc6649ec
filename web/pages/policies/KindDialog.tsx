import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useEditor } from './editor.ts'
import { nodeLooks } from './nodeLooks.ts'
import { type Kind, kinds } from './tree.ts'

interface KindDialogProps {
  /** What the way is called into which the node is put. */
  readonly way: string
  readonly onKind: (kind: Kind) => void
  readonly onClose: () => void
}

/** Asks which kind of node to put into a way. */
export function KindDialog({ way, onKind, onClose }: KindDialogProps) {
  const text = useText('policyEditor')
  const { words } = useEditor()
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={text('add-node')}
      description={text('add-in', { way })}
      width="narrow"
    >
      <div className="grid grid-cols-2 gap-2">
        {kinds.map((kind, at) => (
          <Button key={kind} icon={nodeLooks[kind].icon} data-autofocus={at === 0} onClick={() => onKind(kind)}>
            {words.code(`kind.${kind}`)}
          </Button>
        ))}
      </div>
    </Dialog>
  )
}
