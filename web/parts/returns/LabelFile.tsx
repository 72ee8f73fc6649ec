import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { UploadList } from '../UploadList.tsx'
import type { useUploads } from '../useUploads.ts'

/** The label goes along with the letter, where its letters may hold no link. */
export function LabelFile({ uploads }: { readonly uploads: ReturnType<typeof useUploads> }) {
  const text = useText('returns')
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="flex flex-col gap-2 rounded-lg bg-warn-soft p-2.5">
      <p className="text-sm font-medium text-warn-ink">{text('label-as-file')}</p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept="application/pdf,image/png,image/jpeg"
        onChange={(event) => {
          uploads.add(event.target.files ?? [])
          // The same file may be chosen again after it was removed.
          event.target.value = ''
        }}
      />
      <UploadList uploads={uploads} />
      <Button
        size="small"
        icon={Paperclip}
        className="self-start"
        // While it is missing it comes first: the letter cannot go without it.
        data-next={uploads.files.length === 0 ? '' : undefined}
        onClick={() => input.current?.click()}
      >
        {text('attach-label')}
      </Button>
    </div>
  )
}
