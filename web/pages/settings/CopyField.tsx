import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'

/** A text to be taken elsewhere: shown whole, copied by one click. */
export function CopyField({ label, value }: { readonly label: string; readonly value: string }) {
  const text = useText('ui')
  const [copied, setCopied] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const copy = async (): Promise<void> => {
    // The clipboard exists on https and localhost only; elsewhere the text is selected, to be copied by hand.
    input.current?.select()
    if (!navigator.clipboard) return
    await navigator.clipboard.writeText(value)
    setCopied(true)
  }
  return (
    <Field label={label}>
      <div className="flex gap-2">
        <Input
          ref={input}
          readOnly
          value={value}
          className="min-w-0 flex-1 font-mono text-sm"
          onFocus={(event) => event.target.select()}
        />
        <Button icon={copied ? Check : Copy} onClick={() => void copy()}>
          {text(copied ? 'copied' : 'copy')}
        </Button>
      </div>
    </Field>
  )
}
