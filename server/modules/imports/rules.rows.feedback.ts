import { isoMoment, Reading, type RowReader } from './rules.rows.reading.ts'
import type { Column, Conventions, FeedbackRow } from './schema.ts'

/** Reads the rows of Amazon's report of seller feedback. */
export function feedbackReader(columns: readonly Column[], conventions: Conventions): RowReader<FeedbackRow> {
  const reading = new Reading(columns, conventions)
  const place = (field: string) => reading.place(field)
  const at = {
    ...{ orderNumber: place('orderNumber'), givenAt: place('givenAt'), rating: place('rating') },
    ...{ comments: place('comments'), response: place('response'), raterAddress: place('raterAddress') },
  }
  return (cells, row) => {
    reading.begin(cells, row)
    const orderNumber = reading.needed(at.orderNumber, 60)
    const givenAt = reading.moment(at.givenAt)
    if (givenAt === null && !reading.faults?.some(({ code }) => code === 'no-day'))
      reading.fault(at.givenAt, 'missing', '')
    const stars = reading.needed(at.rating, 60)
    const rating = /^[1-5](?:[.,]0+)?$/.test(stars.normalize('NFKC')) ? Number(stars.normalize('NFKC')[0]) : 0
    if (rating === 0 && stars !== '') reading.fault(at.rating, 'no-rating', stars)
    const read: FeedbackRow = {
      orderNumber,
      givenAt: givenAt === null ? '' : isoMoment(givenAt),
      rating,
      comments: reading.text(at.comments, 4_000),
      response: reading.text(at.response, 4_000),
      raterAddress: reading.optional(at.raterAddress, 320),
    }
    return reading.faults === null ? { row: read } : { faults: reading.faults }
  }
}
