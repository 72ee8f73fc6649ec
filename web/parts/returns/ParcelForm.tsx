import type { UseMutationResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ProblemError } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import type { ReturnRequest } from './returns.ts'
import type { ReturnWords } from './words.ts'

/** What each form about the way back is given. */
export interface ParcelFormProps {
  readonly request: ReturnRequest
  readonly words: ReturnWords
  readonly onKept: (after: ReturnRequest) => void
  readonly onClose: () => void
}

interface FrameProps {
  readonly title: string
  readonly detail?: string
  readonly save: Pick<UseMutationResult<ReturnRequest, Error, void>, 'error' | 'isPending' | 'mutate'>
  readonly isReady: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The frame of those forms: a dialog that says why something was not kept. */
export function ParcelForm({ title, detail, save, isReady, onClose, children }: FrameProps) {
  const ui = useText('ui')
  const { error } = save
  return (
    <Dialog open onOpen={onClose} title={title} description={detail} width="narrow">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) save.mutate()
        }}
      >
        {error && !(error instanceof ProblemError && error.fields.length > 0) && (
          <Banner tone="danger">{error.message}</Banner>
        )}
        {children}
        <FormActions>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button type="submit" tone="primary" pending={save.isPending} disabled={!isReady}>
            {ui('save')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
