import { useText } from '../../../i18n/text.ts'

/** What a permission such as `stores.write` is called: the part of the desk and what may be done there. */
export function usePermissionWords() {
  const text = useText('members')
  // A permission that is newer than the words shows its code.
  const said = (key: string, code: string): string => {
    const words = text(key as 'may-read')
    return words === key ? code : words
  }
  const partOf = (permission: string): string => {
    const part = permission.slice(0, permission.indexOf('.'))
    return said(`of-${part}`, part)
  }
  const actOf = (permission: string): string => {
    const act = permission.slice(permission.indexOf('.') + 1)
    return said(`may-${act}`, act)
  }
  return { partOf, actOf, wordsOf: (permission: string): string => `${partOf(permission)} · ${actOf(permission)}` }
}
