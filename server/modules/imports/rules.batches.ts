/** An order with more lines than this may be cut in two. */
export const mostHeld = 200

/**
 * How many rows there are before those of the order that the last one belongs to, of which more may come: a batch that does
 * not cut an order can be made ready for good before the one before it is written. `orders` are the rows' order numbers, null
 * for a row that could not be read.
 */
export function wholeOrders(orders: readonly (string | null)[]): number {
  const last = orders.at(-1) ?? null
  if (last === null) return orders.length
  let begin = orders.length - 1
  while (begin > 0 && orders[begin - 1] === last) begin -= 1
  return orders.length - begin > mostHeld ? orders.length : begin
}
