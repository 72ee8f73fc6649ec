import type { Schemas } from '../../../api/client.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { CopyField } from '../CopyField.tsx'

interface InvitationLinkProps {
  readonly invited: Schemas['Invited']
  readonly onDone: () => void
}

/** The link that lets somebody in; the server keeps only its hash, so it can be shown only now. */
export function InvitationLink({ invited, onDone }: InvitationLinkProps) {
  const text = useText('members')
  const formats = useFormats()
  const { member } = invited
  const time = formats.full(new Date(invited.expiresAt))
  return (
    <div className="flex flex-col gap-4">
      <p>{text(member.state === 'invited' ? 'link-join' : 'link-reset', { name: member.name, time })}</p>
      <CopyField label={text('link')} value={invited.invitationUrl} />
      <Banner tone="warn">{text('link-once')}</Banner>
      <FormActions>
        <Button tone="primary" onClick={onDone}>
          {text('done')}
        </Button>
      </FormActions>
    </div>
  )
}
