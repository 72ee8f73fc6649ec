import { ImagePlus, X } from 'lucide-react'
import { type ReactNode, useId, useRef } from 'react'
import { Button } from '../ui/Button.tsx'

interface BuyerPhotosProps {
  readonly files: readonly File[]
  readonly onFiles: (files: readonly File[]) => void
  readonly disabled: boolean
  readonly problem: string | null
  readonly words: {
    readonly photoHelp: string
    readonly choosePhotos: string
    readonly remove: (name: string) => string
  }
  /** Beside the button that chooses. */
  readonly children?: ReactNode
}

/** Photos a buyer has chosen, each to be taken out again, and a button for more. */
export function BuyerPhotos({ files, onFiles, disabled, problem, words, children }: BuyerPhotosProps) {
  const help = useId()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <p id={help} className="text-muted">
        {words.photoHelp}
      </p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept="image/png,image/jpeg,image/webp,image/heic,image/heif,.heic"
        onChange={(event) => {
          onFiles([...files, ...(event.target.files ?? [])])
          // The same file may be chosen again after it was removed.
          event.target.value = ''
        }}
      />
      {files.length > 0 && (
        <ul className="flex flex-col divide-y divide-line rounded-lg border border-line">
          {files.map((file) => (
            <li key={`${file.name} ${file.size} ${file.lastModified}`} className="flex items-center gap-2 py-1 pl-3">
              <span className="min-w-0 flex-1 truncate">{file.name}</span>
              <button
                type="button"
                aria-label={words.remove(file.name)}
                disabled={disabled}
                className="flex size-11 shrink-0 items-center justify-center rounded-lg text-muted hover:bg-hover hover:text-ink"
                onClick={() => onFiles(files.filter((other) => other !== file))}
              >
                <X aria-hidden className="size-4" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {problem && (
        <p role="alert" className="text-danger-ink">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button icon={ImagePlus} aria-describedby={help} disabled={disabled} onClick={() => input.current?.click()}>
          {words.choosePhotos}
        </Button>
        {children}
      </div>
    </>
  )
}
