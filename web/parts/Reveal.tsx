import { Eye } from 'lucide-react'
import { useMay } from '../shell/session.ts'
import { Button } from '../ui/Button.tsx'

interface RevealProps {
  readonly masked: boolean
  readonly pending: boolean
  readonly error: unknown
  readonly words: { readonly reveal: string; readonly note: string; readonly revealed: string }
  readonly onReveal: () => void
}

/** Shows personal data in full to those who may see it, and says that looking is written down. */
export function Reveal({ masked, pending, error, words, onReveal }: RevealProps) {
  const may = useMay('customers.reveal')
  return (
    <>
      {may && (
        <div className="mt-2.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm text-muted">
          {masked ? (
            <>
              <Button size="small" icon={Eye} pending={pending} onClick={onReveal}>
                {words.reveal}
              </Button>
              {words.note}
            </>
          ) : (
            words.revealed
          )}
        </div>
      )}
      {error instanceof Error && (
        <p role="alert" className="mt-1.5 text-sm text-danger-ink">
          {error.message}
        </p>
      )}
    </>
  )
}
