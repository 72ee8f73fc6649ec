import { ImportList } from './ImportList.tsx'
import { ImportView } from './ImportView.tsx'

/** Files that are read in: the list of them, or one. */
export function ImportsPage({ item }: { readonly item: string | undefined }) {
  return item ? <ImportView key={item} id={item} /> : <ImportList />
}
