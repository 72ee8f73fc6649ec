import type { ColumnType, Generated } from 'kysely'
import type { KeptLetter } from './schema.forms.ts'

export interface PortalTables {
  web_forms: {
    workspace_id: Generated<string>
    store_id: string
    link_id: string
    enabled: boolean
    changed_at: Date
  }
  form_letters: {
    workspace_id: Generated<string>
    id: string
    store_id: string
    source_key: string
    content_hash: string
    address: string
    content: ColumnType<KeptLetter | null, string, null>
    ticket_id: string | null
    received_at: Date
  }
}
