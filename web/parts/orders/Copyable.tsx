import { Copy } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { toast } from '../../ui/Toast.tsx'

interface CopyableProps {
  readonly value: string
  /** What the button does: "Copy the order number". */
  readonly label: string
  readonly className?: string | undefined
}

/** A number that one takes elsewhere: selected by one click, copied by the button beside it. */
export function Copyable({ value, label, className }: CopyableProps) {
  const words = useText('ui')
  return (
    <span className="inline-flex max-w-full items-center gap-0.5">
      <span className={classes('min-w-0 font-mono text-sm break-all select-all', className)}>{value}</span>
      <IconButton
        icon={Copy}
        label={label}
        size="small"
        onClick={() => void navigator.clipboard?.writeText(value).then(() => toast(words('copied')))}
      />
    </span>
  )
}
