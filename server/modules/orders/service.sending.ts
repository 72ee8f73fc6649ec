import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { storeOrRefuse } from '../stores/index.ts'
import type { FeedbackRow } from './schema.feedback.ts'
import type { MoneyRow } from './schema.money.ts'
import type { OrderRow, ReturnRow } from './schema.rows.ts'
import type { ShipmentRow } from './schema.shipments.ts'
import { recordFeedbackRows } from './service.feedback.ts'
import { recordMoneyRows } from './service.money.ts'
import { type Recorded, recordOrderRows } from './service.rows.ts'
import { recordShipmentRows } from './service.shipments.ts'
import { recordReturnRows } from './service.units.ts'

interface SentRows<Row> {
  readonly storeId: string
  readonly rows: readonly Row[]
}

type Send<Row> = (context: Context, sent: SentRows<Row>) => Promise<Recorded>

/** Rows that a caller of the API sends: of a store that there is, and told to the audit log when they said anything new. */
const recordSent =
  <Row>(
    action: string,
    record: (context: Context, storeId: string, rows: readonly Row[]) => Promise<Recorded>,
  ): Send<Row> =>
  (context, { storeId, rows }) =>
    transact(context, async (context) => {
      const { name } = await storeOrRefuse(context, storeId)
      const recorded = await record(context, storeId, rows)
      if (recorded.added + recorded.changed > 0)
        await recordAudit(context, { action, subject: { kind: 'store', id: storeId, name } })
      return recorded
    })

/** As `recordOrderRows`, for a caller of the API. */
export const sendOrderRows: Send<OrderRow> = recordSent('orders.recorded', recordOrderRows)

/** As `recordReturnRows`, for a caller of the API. */
export const sendReturnRows: Send<ReturnRow> = recordSent('orders.returns-recorded', recordReturnRows)

/** As `recordShipmentRows`, for a caller of the API. */
export const sendShipmentRows: Send<ShipmentRow> = recordSent('orders.shipments-recorded', recordShipmentRows)

/** As `recordMoneyRows`, for a caller of the API. */
export const sendMoneyRows: Send<MoneyRow> = recordSent('orders.money-recorded', recordMoneyRows)

/** As `recordFeedbackRows`, for a caller of the API. */
export const sendFeedbackRows: Send<FeedbackRow> = recordSent('orders.feedback-recorded', recordFeedbackRows)
