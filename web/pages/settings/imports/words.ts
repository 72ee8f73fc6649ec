import { useLooseText, useText } from '../../../i18n/text.ts'
import type { ImportSample } from './imports.ts'

type FaultCode = ImportSample['faults'][number]['code']

/** What the server's codes are called. A field or problem that is newer than the words shows its code. */
export function useImportWords() {
  const text = useText('imports')
  const loose = useLooseText('imports')
  return {
    fieldOf: (field: string): string => loose(`field.${field}`) ?? field,
    faultOf: (code: FaultCode): string => text(`fault.${code}`),
    /** Why an import failed, and the mend. */
    problemOf: (code: string | null): string => (code && loose(`problem.${code}`)) ?? text('problem.other'),
  }
}
