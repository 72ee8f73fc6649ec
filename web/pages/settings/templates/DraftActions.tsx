import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Textarea } from '../../../ui/Input.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { DeleteButton } from '../DeleteButton.tsx'
import { type LetterLanguage, renewTemplates, type TemplateText } from './templates.ts'

interface DraftActionsProps {
  /** The form that "Save draft" sends. */
  readonly form: string
  readonly templateId: string
  readonly language: LetterLanguage
  readonly open: TemplateText | undefined
  /** There is something to save. */
  readonly changed: boolean
  readonly saving: boolean
  readonly isEmpty: boolean
  readonly onClosed: () => void
}

/** What can be done with a draft: save, have it reviewed, publish, send back, discard. */
export function DraftActions(props: DraftActionsProps) {
  const { form, templateId, language, open, changed, saving, isEmpty, onClosed } = props
  const text = useText('templates')
  const words = useText('ui')
  const mayPublish = useMay('templates.publish')
  const [returning, setReturning] = useState(false)
  const [remark, setRemark] = useState('')
  const path = { params: { path: { id: templateId, language } } }
  const move = useMutation({
    mutationFn: (to: 'review' | 'publish' | 'return') => {
      if (to === 'review') return answered(api.POST('/api/templates/{id}/texts/{language}/review', path))
      if (to === 'publish') return answered(api.POST('/api/templates/{id}/texts/{language}/publish', path))
      return answered(
        api.POST('/api/templates/{id}/texts/{language}/return', { ...path, body: { note: remark.trim() } }),
      )
    },
    onSuccess: async (_saved, to) => {
      toast(text(({ review: 'review-asked', publish: 'published', return: 'sent-back' } as const)[to]))
      setReturning(false)
      await renewTemplates()
      if (to === 'publish') onClosed()
    },
  })
  const inReview = open?.status === 'review'
  const ready = open !== undefined && !changed
  return (
    <>
      {move.error && !returning && <Banner tone="danger" title={move.error.message} />}
      <FormActions>
        {open && !inReview ? (
          <DeleteButton
            label={text('discard')}
            title={text('discard-title')}
            detail={text('discard-detail')}
            done={text('discarded')}
            remove={() => answered(api.DELETE('/api/templates/{id}/texts/{language}', path))}
            onDeleted={async () => {
              await renewTemplates()
              onClosed()
            }}
          />
        ) : (
          !open && <Button onClick={onClosed}>{words('cancel')}</Button>
        )}
        {!inReview && (
          <Button
            type="submit"
            form={form}
            tone={ready ? 'secondary' : 'primary'}
            pending={saving}
            disabled={!changed || isEmpty}
          >
            {text('save-draft')}
          </Button>
        )}
        {inReview && mayPublish && <Button onClick={() => setReturning(true)}>{text('send-back')}</Button>}
        {!inReview && !mayPublish && (
          <Button tone="primary" disabled={!ready} pending={move.isPending} onClick={() => move.mutate('review')}>
            {text('ask-review')}
          </Button>
        )}
        {mayPublish && (
          <Button
            tone={ready ? 'primary' : 'secondary'}
            disabled={!ready}
            pending={move.isPending}
            onClick={() => move.mutate('publish')}
          >
            {text('publish')}
          </Button>
        )}
      </FormActions>
      <Dialog open={returning} onOpen={setReturning} title={text('send-back-title')} width="narrow">
        <div className="flex flex-col gap-4">
          <Field label={text('remark')} error={move.error?.message} required>
            <Textarea value={remark} maxLength={500} onChange={(event) => setRemark(event.target.value)} />
          </Field>
          <FormActions>
            <Button onClick={() => setReturning(false)}>{words('cancel')}</Button>
            <Button
              tone="primary"
              pending={move.isPending}
              disabled={remark.trim() === ''}
              onClick={() => move.mutate('return')}
            >
              {text('send-back')}
            </Button>
          </FormActions>
        </div>
      </Dialog>
    </>
  )
}
