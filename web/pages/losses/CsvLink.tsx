import { Download } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { csvOf } from './figures.ts'

interface CsvLinkProps {
  readonly name: string
  readonly rows: readonly (readonly (string | number)[])[]
}

/** Takes what is shown along as a file. */
export function CsvLink({ name, rows }: CsvLinkProps) {
  const text = useText('losses')
  return (
    <Button
      size="small"
      icon={Download}
      onClick={() => {
        const address = URL.createObjectURL(new Blob([csvOf(rows)], { type: 'text/csv' }))
        const link = document.createElement('a')
        link.href = address
        link.download = name
        link.click()
        URL.revokeObjectURL(address)
      }}
    >
      {text('csv')}
    </Button>
  )
}
