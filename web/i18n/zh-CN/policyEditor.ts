import type { Translation } from '../catalogue.ts'
import type { policyEditor as source } from '../en/policyEditor.ts'

export const policyEditor: Translation<typeof source> = {
  title: '退返品政策',
}
