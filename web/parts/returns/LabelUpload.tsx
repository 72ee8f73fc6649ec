import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { UploadList } from '../UploadList.tsx'
import type { useUploads } from '../useUploads.ts'

/** The label that a letter promises, where the letter has no link to it: it goes along as a file. */
export function LabelUpload({ uploads }: { readonly uploads: ReturnType<typeof useUploads> }) {
  const text = useText('returns')
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm text-warn-ink">{text('label-needed')}</p>
      <input
        ref={input}
        type="file"
        hidden
        accept="application/pdf,image/png,image/jpeg"
        onChange={(event) => {
          uploads.add(event.target.files ?? [])
          // The same file may be chosen again after it was removed.
          event.target.value = ''
        }}
      />
      <Button icon={Paperclip} size="small" className="self-start" onClick={() => input.current?.click()}>
        {text('add-label-file')}
      </Button>
      <UploadList uploads={uploads} />
    </div>
  )
}
