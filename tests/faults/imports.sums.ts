import type { FaultDesk } from './desk.ts'
import { orderHeadings, returnHeadings } from './imports.files.ts'

/** Everything that is recorded of a store's order lines, as one number: what differs from store to store left out. */
export const lineHash = `
  select count(*) || ' ' || sum(hashtextextended(concat_ws('|', o.number, o.status, o.fulfilment, o.ordered_at,
    o.changed_at, o.currency, o.country, o.city, o.postal_code, l.line_key, l.sku, l.asin, l.title, l.quantity, l.status,
    l.price, l.tax, l.shipping, l.shipping_tax, l.discount, l.others::text), 0)::numeric) as hash
  from orders o join order_lines l on l.workspace_id = o.workspace_id and l.order_id = o.id where o.store_id = $1`

export const unitHash = `
  select count(*) || ' ' || sum(hashtextextended(concat_ws('|', unit_key, order_number, sku, asin, title, quantity,
    returned_at, reason, status, disposition, comments, others::text), 0)::numeric) as hash
  from returned_units where store_id = $1`

export const lineSums = `
  select case when o.status = 'cancelled' then 'cancelled' else o.currency end as group,
    concat_ws(' ', count(*), count(distinct o.id), sum(l.quantity), sum(l.price), sum(l.tax), sum(l.shipping), sum(l.discount)) as sums
  from orders o join order_lines l on l.workspace_id = o.workspace_id and l.order_id = o.id
  where o.store_id = $1 group by 1`

export const unitSums = `
  select disposition || ' ' || reason as group, concat_ws(' ', count(*), sum(quantity), count(distinct order_number),
    extract(epoch from max(returned_at))::bigint) as sums
  from returned_units where store_id = $1 group by 1`

/** What a report says, summed up by SQL over its own cells: nothing of the desk has touched them. */
interface FileSums {
  readonly text: string
}

/** Yen have no smaller coin; the others are told with two places. */
const minor = (column: string): string =>
  `sum(coalesce(nullif("${column}", ''), '0')::numeric * case currency when 'JPY' then 1 else 100 end)::bigint`

export async function orderFileSums(desk: FaultDesk, file: string): Promise<FileSums> {
  await readFileIn(desk, 'order_report', orderHeadings, file)
  return {
    text: `
      select case when "order-status" = 'Cancelled' then 'cancelled' else currency end as group,
        concat_ws(' ', count(*), count(distinct "amazon-order-id"), sum(quantity::int), ${minor('item-price')},
          ${minor('item-tax')}, ${minor('shipping-price')}, ${minor('item-promotion-discount')}) as sums
      from order_report group by 1`,
  }
}

export async function returnFileSums(desk: FaultDesk, file: string): Promise<FileSums> {
  await readFileIn(desk, 'return_report', returnHeadings, file)
  return {
    text: `
      select "detailed-disposition" || ' ' || reason as group, concat_ws(' ', count(*), sum(quantity::int),
        count(distinct "order-id"), extract(epoch from max("return-date"::timestamptz))::bigint) as sums
      from return_report group by 1`,
  }
}

async function readFileIn(desk: FaultDesk, table: string, headings: readonly string[], file: string): Promise<void> {
  await desk.sql(`create unlogged table ${table} (${headings.map((heading) => `"${heading}" text`).join(', ')})`)
  // No cell of these reports holds a tab; a quotation mark is one like any other.
  await desk.sql(
    `copy ${table} from '${file}' with (format csv, delimiter E'\\t', quote E'\\x01', null E'\\x02', header true)`,
  )
}
