import { useText } from '../../i18n/text.ts'
import type { BoardColumn } from './columns.ts'

/** What a column of the board is called. */
export function useColumnTitle(): (column: Pick<BoardColumn, 'stage' | 'letters'>) => string {
  const text = useText('returnsBoard')
  return ({ stage, letters }) => {
    if (stage !== 'waiting' || letters === undefined) return text(`stage.${stage}`)
    return letters === 0 ? text('stage.waiting-first') : text('stage.waiting-after', { letters })
  }
}
