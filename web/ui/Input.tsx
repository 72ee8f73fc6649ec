import { Eye, EyeOff } from 'lucide-react'
import { type InputHTMLAttributes, type Ref, type TextareaHTMLAttributes, useState } from 'react'
import { useText } from '../i18n/text.ts'
import { classes, controlHeight, fieldFrame } from './classes.ts'
import { useFieldControl } from './Field.tsx'

type InputProps = InputHTMLAttributes<HTMLInputElement> & { readonly ref?: Ref<HTMLInputElement> | undefined }

/** One line of text. Inside a `Field` it takes its label, help and error from there. */
export function Input({ className, ...rest }: InputProps) {
  const field = useFieldControl()
  return <input type="text" className={classes(fieldFrame, controlHeight, className)} {...field} {...rest} />
}

/** A secret: hidden until the person asks to see it. */
export function PasswordInput({ className, ...rest }: Omit<InputProps, 'type'>) {
  const field = useFieldControl()
  const text = useText('ui')
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <div className={classes('relative', className)}>
      <input
        type={shown ? 'text' : 'password'}
        className={classes(fieldFrame, controlHeight, 'pr-10')}
        spellCheck={false}
        autoCapitalize="off"
        {...field}
        {...rest}
      />
      <button
        type="button"
        aria-label={text(shown ? 'hide-password' : 'show-password')}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 flex w-10 items-center justify-center rounded-r-lg text-muted hover:text-ink"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </div>
  )
}

type TextareaProps = TextareaHTMLAttributes<HTMLTextAreaElement> & {
  readonly ref?: Ref<HTMLTextAreaElement> | undefined
}

/** Several lines of text; grows with its content up to `max-h-80`, then scrolls. */
export function Textarea({ className, ...rest }: TextareaProps) {
  const field = useFieldControl()
  return (
    <textarea
      className={classes(fieldFrame, 'field-sizing-content max-h-80 min-h-20 resize-y py-2 leading-normal', className)}
      {...field}
      {...rest}
    />
  )
}
