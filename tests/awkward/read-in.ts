import { isDeepStrictEqual } from 'node:util'
import type { Import, ImportFault } from '../../server/modules/imports/schema.ts'
import type { Order } from '../../server/modules/orders/index.ts'
import { orderRow } from '../fixtures/order-rows.ts'
import type { AwkwardFile, Maker, Meant, MeantCost, MeantFault, MeantFeedback, MeantLine, MeantUnit } from './files.ts'

/** A call of the product by a person's token. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH'
  readonly path: string
  readonly body?: object
  readonly file?: { readonly filename: string; readonly bytes: Buffer }
  /** The address it comes from: nobody may upload thirty files a minute from one. */
  readonly from: string
}

/** The way into a running product. */
export interface Door {
  ask(call: Call): Promise<{ readonly status: number; readonly body: string }>
  /** From now on answers come in this language. */
  speak(language: 'en' | 'zh-CN'): Promise<void>
  /** Resolves when this import has ended. */
  ended(importId: string): Promise<void>
}

interface Problem {
  readonly code: string
  readonly detail: string
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
}

const languages = ['en', 'zh-CN'] as const
const han = /\p{Script=Han}/u

/** Whether these sentences say something to act on in that language. */
const isSaidIn = (language: (typeof languages)[number], sentences: readonly string[]): boolean =>
  sentences.length > 0 && sentences.every((text) => text.length > 5 && han.test(text) === (language === 'zh-CN'))

/**
 * Uploads files to a store as a person would, says what a person says of them, reads them in, and compares what is there
 * afterwards with what was meant. Resolves with what was otherwise, by file; empty where all was as meant.
 */
export async function readAllIn(door: Door, storeId: string, makers: readonly Maker[]): Promise<Map<string, string[]>> {
  const wrong = new Map<string, string[]>()
  for (const [at, maker] of makers.entries()) {
    const file = maker((row) => `3${String(at % 100).padStart(2, '0')}-${String(5_000_000 + row)}-${1_000_000 + at}`)
    const found = await new Reading(door, storeId, at).read(file)
    if (found.length > 0) wrong.set(file.name, found)
  }
  return wrong
}

/** Two uploads a file at most, ten files an address. */
const addressOf = (at: number): string => `127.0.1.${1 + Math.floor(at / 10)}`

class Reading {
  readonly #door: Door
  readonly #storeId: string
  readonly #from: string
  readonly #wrong: string[] = []

  constructor(door: Door, storeId: string, at: number) {
    this.#door = door
    this.#storeId = storeId
    this.#from = addressOf(at)
  }

  async read(file: AwkwardFile): Promise<string[]> {
    const { meant } = file
    if (meant.kind === 'refused') await this.#refused(file, meant.code)
    else {
      const told = await this.#upload(file)
      if (meant.kind === 'asked') await this.#asked(told, file, meant.fields)
      else await this.#recorded(told, file, meant)
    }
    return this.#wrong
  }

  async #refused(file: AwkwardFile, code: string): Promise<void> {
    for (const language of languages) {
      await this.#door.speak(language)
      const { status, body } = await this.#send('POST', '', { file })
      const problem: Problem = JSON.parse(body)
      if (status < 400 || status > 499 || problem.code !== code)
        this.#wrong.push(`${status} ${problem.code ?? 'taken'}, not ${code}`)
      else if (!isSaidIn(language, [problem.detail])) this.#wrong.push(`not said in ${language}: ${problem.detail}`)
    }
  }

  async #asked(told: Import, file: AwkwardFile, fields: readonly string[]): Promise<void> {
    await this.#say(told, file)
    for (const language of languages) {
      await this.#door.speak(language)
      const { status, body } = await this.#send('POST', `/${told.id}/start`)
      const { errors = [] }: Problem = JSON.parse(body)
      const named = [...new Set(errors.map(({ field }) => field))]
      if (status !== 422 || !isDeepStrictEqual(named, fields))
        this.#wrong.push(`${status}, asks for ${named}, not ${fields}`)
      const sentences = errors.map(({ message }) => message.replace(/[“"].*?[”"]/g, ''))
      if (!isSaidIn(language, sentences)) this.#wrong.push(`not said in ${language}: ${sentences}`)
    }
  }

  async #recorded(told: Import, file: AwkwardFile, meant: Meant & { readonly kind: 'read' }): Promise<void> {
    const { lines = [], units = [], costs = [], feedback = [], faults = [], besides = 0 } = meant
    await this.#order(units)
    await this.#order(feedback)
    await this.#say(told, file)
    const started = await this.#send('POST', `/${told.id}/start`)
    if (started.status !== 200) {
      this.#wrong.push(`not begun: ${started.body}`)
      return
    }
    await this.#door.ended(told.id)
    const ended: Import = JSON.parse((await this.#send('GET', `/${told.id}`)).body)
    const counts = { status: ended.status, added: ended.added, refused: ended.refused }
    const refused = new Set(faults.map(({ row }) => row)).size
    const rows = lines.length + units.length + costs.length + feedback.length
    this.#same('counts', counts, { status: 'done', added: rows + besides, refused })
    if (faults.length + ended.refused > 0) await this.#faults(told.id, faults)
    for (const line of lines) this.#same(`order ${line.number}`, await this.#lineOf(line), [line])
    for (const unit of units) this.#same(`return ${unit.number}`, await this.#unitsOf(unit), [unit])
    for (const said of feedback) this.#same(`feedback ${said.number}`, await this.#feedbackOf(said), said)
    for (const cost of costs) this.#same(`cost ${cost.sku}`, await this.#costsOf(cost), [cost])
  }

  /** What a person says who looks at the beginning of the file. */
  async #say({ id, conventions, columns }: Import, { said = {} }: AwkwardFile): Promise<void> {
    const { subject, fields } = said
    const change = {
      ...(subject !== 'costs' && { storeId: this.#storeId }),
      ...(subject && { subject }),
      ...(fields && { columns: columns.map((column) => ({ ...column, field: fields[column.heading] ?? null })) }),
      // What a file leaves open is a store's own; here it shall be the same for all.
      conventions: { ...conventions, currency: 'USD', zone: 'UTC', ...said.conventions },
    }
    const { status, body } = await this.#send('PATCH', `/${id}`, { body: change })
    if (status !== 200) this.#wrong.push(`what was said of it is refused: ${body}`)
  }

  /** Rows that were refused: as they were meant to be, and told of in both languages. */
  async #faults(id: string, meant: readonly MeantFault[]): Promise<void> {
    const { items }: { items: ImportFault[] } = JSON.parse((await this.#send('GET', `/${id}/faults?limit=100`)).body)
    const found = items.map(({ row, heading, code }) => ({ row, heading, code }))
    this.#same('rows refused', found.sort(byPlace), meant.toSorted(byPlace))
    for (const language of languages) {
      await this.#door.speak(language)
      const [, ...lines] = (await this.#send('GET', `/${id}/faults.csv`)).body.trim().split(/\r?\n(?="\d+",)/)
      if (lines.length !== items.length) this.#wrong.push(`${lines.length} lines tell of ${items.length} faults`)
      const sentences = lines.map((line) => line.slice(line.lastIndexOf(',"') + 2))
      if (lines.length > 0 && !isSaidIn(language, sentences))
        this.#wrong.push(`not said in ${language}: ${sentences[0]}`)
    }
  }

  async #lineOf({ number, others }: MeantLine): Promise<MeantLine[]> {
    const order = await this.#orderOf(number, others !== undefined)
    return (order?.lines ?? []).map((line) => ({
      ...{ number, orderedAt: String(order?.orderedAt), title: line.title, sku: line.sku, quantity: line.quantity },
      ...{ currency: order?.currency ?? '', price: line.price },
      ...(others && { others: line.others }),
    }))
  }

  async #unitsOf({ number }: MeantUnit): Promise<MeantUnit[]> {
    const order = await this.#orderOf(number)
    return (order?.returns ?? []).map(({ sku, title, returnedAt, quantity, reason }) => ({
      ...{ number, sku, title, returnedAt: String(returnedAt), quantity, reason },
    }))
  }

  async #feedbackOf({ number }: MeantFeedback): Promise<MeantFeedback | null> {
    const said = (await this.#orderOf(number))?.feedback
    return said ? { number, ...said, givenAt: String(said.givenAt) } : null
  }

  async #costsOf({ sku }: MeantCost): Promise<MeantCost[]> {
    const { items } = JSON.parse((await this.#call('GET', `/api/products?search=${encodeURIComponent(sku)}`)).body)
    return items.flatMap(({ costs }: { costs: readonly Omit<MeantCost, 'sku'>[] }) =>
      costs.map(({ unitCost, currency, validFrom }) => ({ sku, unitCost, currency, validFrom })),
    )
  }

  /** The order of a number; in full what only those see who may. */
  async #orderOf(number: string, reveal = false): Promise<Order | undefined> {
    const [order]: Order[] = JSON.parse((await this.#call('GET', `/api/orders/by-number/${number}`)).body)
    if (!order || !reveal) return order
    return JSON.parse((await this.#call('GET', `/api/orders/${order.id}?reveal=true`)).body)
  }

  /** Returns and feedback are seen beside their order: it is recorded before. */
  async #order(about: readonly { readonly number: string }[]): Promise<void> {
    if (about.length === 0) return
    const rows = about.map(({ number }) => orderRow(number))
    const { status, body } = await this.#call('POST', '/api/orders/rows', { body: { storeId: this.#storeId, rows } })
    if (status !== 200) this.#wrong.push(`the orders of the returns are refused: ${body}`)
  }

  async #upload(file: AwkwardFile): Promise<Import> {
    const { status, body } = await this.#send('POST', '', { file })
    if (status !== 201) throw new Error(`${file.name} is refused: ${body}`)
    return JSON.parse(body)
  }

  #same(what: string, found: unknown, meant: unknown): void {
    if (!isDeepStrictEqual(found, meant))
      this.#wrong.push(`${what}: ${JSON.stringify(found)}, meant was ${JSON.stringify(meant)}`)
  }

  #send(method: Call['method'], path: string, more: Pick<Call, 'body' | 'file'> = {}) {
    return this.#call(method, `/api/imports${path}`, more)
  }

  #call(method: Call['method'], path: string, more: Pick<Call, 'body' | 'file'> = {}) {
    return this.#door.ask({ method, path, from: this.#from, ...more })
  }
}

const byPlace = (one: MeantFault, other: MeantFault): number =>
  one.row - other.row || (one.heading < other.heading ? -1 : one.heading > other.heading ? 1 : 0)
