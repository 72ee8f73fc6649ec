import { useText } from '../../../i18n/text.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TemplateForm } from './TemplateForm.tsx'
import type { Template } from './templates.ts'

interface TemplateDialogProps {
  /** Absent for a new template. */
  readonly template?: Template
  readonly onClose: () => void
  readonly onCreated?: (id: string) => void
}

/** What a template is for, over the page. */
export function TemplateDialog({ template, onClose, onCreated }: TemplateDialogProps) {
  const text = useText('templates')
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={text(template ? 'edit-details' : 'add')} width="wide">
      <TemplateForm {...(template ? { template } : {})} onClose={onClose} onCreated={onCreated ?? onClose} />
    </Dialog>
  )
}
