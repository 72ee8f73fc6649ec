import type { Schemas } from '../../api/client.ts'
import { useLooseText, useText } from '../../i18n/text.ts'

/** The name of a sub-type; one that a workspace has added shows as it was written. */
export function useSubTypeName(subType: string | null): string | null {
  const loose = useLooseText('tickets')
  return subType === null ? null : (loose(`sub.${subType}`) ?? subType)
}

/** The sub-types of a kind with their names. One that ships must have words in both languages, or this does not compile. */
export function useSubTypeChoices(
  known: Schemas['SubTypesOfKind'] | undefined,
): readonly { readonly value: string; readonly label: string }[] {
  const text = useText('tickets')
  const { shipped = [], taught = [] } = known ?? {}
  return [
    ...shipped.map((value) => ({ value, label: text(`sub.${value}`) })),
    ...taught.map((value) => ({ value, label: value })),
  ]
}
