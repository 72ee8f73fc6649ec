import type { ColumnType, Generated } from 'kysely'
import type { CostLine, Facts, ItemCondition, Outcome, Payer } from '../policies/index.ts'
import type { Approval, Disposition, KeptPhoto, RefundMethod, Stage, StopKind } from './schema.ts'

type Json<Value> = ColumnType<Value, string, string>

export interface ReturnTables {
  return_requests: {
    workspace_id: Generated<string>
    id: string
    rma: string
    ticket_id: string
    store_id: string
    order_id: string | null
    order_number: string | null
    sku: string
    title: string
    quantity: number
    currency: string
    buyer_key: string
    policy_id: string
    version_id: string
    stated: Json<Facts>
    revision: Generated<number>
    stage: Stage
    node: string
    letters: Generated<number>
    outcome: Outcome | null
    begun_by: string | null
    begun_at: Date
    respond_by: Date | null
    responded_at: Date | null
    refund_by: Date | null
    wait_until: Date | null
    due_at: Date | null
    ended_at: Date | null
    heard_at: Date | null
    unsent_at: Date | null
    approval: ColumnType<Approval | null, string | null, string | null>
  }
  return_stops: {
    workspace_id: Generated<string>
    id: string
    request_id: string
    position: number
    node: string
    kind: StopKind
    outcome: string | null
    facts: Json<Facts>
    facts_after: ColumnType<Facts | null, string | null, string | null>
    because: Json<unknown[]>
    costs: Json<CostLine[]>
    message_id: string | null
    sent_at: Date | null
    wait_days: number | null
    begun_by: string | null
    begun_at: Date
    ended_by: string | null
    ended_at: Date | null
    undone_at: Date | null
  }
  return_parcels: {
    workspace_id: Generated<string>
    request_id: string
    label_carrier: Generated<string>
    label_tracking: string | null
    label_url: string | null
    label_cost: number | null
    label_payer: Payer | null
    labelled_at: Date | null
    received_at: Date | null
    condition: ItemCondition | null
    disposition: Disposition | null
    resale_value: number | null
    graded_by: string | null
    graded_at: Date | null
    photos: ColumnType<KeptPhoto[], string | undefined, string>
    note: Generated<string>
  }
  return_refunds: {
    workspace_id: Generated<string>
    id: string
    request_id: string
    amount: number
    currency: string
    method: RefundMethod
    reference: string
    reason: string
    recorded_by: string | null
    recorded_at: Date
    fed_at: Date | null
    reversed_at: Date | null
  }
  return_terms: {
    workspace_id: Generated<string>
    store_id: string
    return_address: string
    currency: string
    outbound_shipping: number | null
    return_shipping: number | null
    restocking_cost: number | null
  }
  return_limits: {
    workspace_id: Generated<string>
    role_id: string
    currency: string
    amount: number
  }
}
