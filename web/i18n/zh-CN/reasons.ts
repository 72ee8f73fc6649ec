import type { Translation } from '../catalogue.ts'
import type { reasons as source } from '../en/reasons.ts'

export const reasons: Translation<typeof source> = {
  'kind.phrase': '相关词句：',
}
