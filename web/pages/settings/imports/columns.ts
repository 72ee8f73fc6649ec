import type { Import, ImportColumn, ImportSample } from './imports.ts'
import { isOfStore } from './imports.ts'

/** The columns when one of them fills another field: two cannot fill the same, so the one that did is set free. */
export function withField(columns: readonly ImportColumn[], index: number, field: string | null): ImportColumn[] {
  return columns.map((column) => {
    if (column.index === index) return { ...column, field }
    return field !== null && column.field === field ? { ...column, field: null } : column
  })
}

/** What is missing before a file can be read in. */
export type Wanting = { readonly kind: 'subject' | 'store' } | { readonly kind: 'field'; readonly field: string }

/** Everything that is missing before a file can be read in, in the order in which one would mend it. */
export function wantingOf(
  { subject, storeId }: Pick<Import, 'subject' | 'storeId'>,
  sample: Pick<ImportSample, 'missing'> | undefined,
): Wanting[] {
  if (subject === null) return [{ kind: 'subject' }]
  return [
    ...(isOfStore(subject) && storeId === null ? [{ kind: 'store' as const }] : []),
    ...(sample?.missing ?? []).map((field) => ({ kind: 'field' as const, field })),
  ]
}
