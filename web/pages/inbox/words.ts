import { useLooseText } from '../../i18n/text.ts'

/** The name of a sub-type; one that a workspace has added shows as it was written. */
export function useSubTypeName(subType: string | null): string | null {
  const loose = useLooseText('tickets')
  return subType === null ? null : (loose(`sub.${subType}`) ?? subType)
}
