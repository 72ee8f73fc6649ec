import type { Generated, JSONColumnType } from 'kysely'
import type { Stream } from './rules.streams.ts'
import type { ReasonCount, State } from './schema.ts'

export interface RootCauseTables {
  sku_days: {
    workspace_id: Generated<string>
    sku: string
    batch: string
    /** A day, `2026-01-26`. */
    day: string
    sent: number
    ages: number[]
    reasons: string[]
  }
  anomaly_looks: {
    workspace_id: Generated<string>
    counted_at: Date | null
    looked_at: Date | null
    curve: JSONColumnType<number[]> | null
    tested: Generated<number>
    found: Generated<number>
  }
  anomalies: {
    workspace_id: Generated<string>
    id: string
    sku: string
    since: string
    batch: string | null
    stream: Stream
    state: State
    found_at: Date
    evidence: number
    observed: number
    sent: number
    exposure: number
    expected: number
    base_rate: number
    tail: number
    reasons: JSONColumnType<ReasonCount[]>
    action_id: string | null
    acted_at: Date | null
    closed_at: Date | null
    closed_by: string | null
    close_reason: string
    weighed_at: Date
  }
}
