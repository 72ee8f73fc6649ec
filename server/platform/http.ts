import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, type TSchema, Type } from 'typebox'
import type { Context } from './context.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, in which workspace; set before any handler of a route that names a permission. */
    context: Context
  }
  interface FastifyContextConfig {
    /** The permission that the route needs. */
    permission?: string
    /** Why the route needs none; the one alternative to `permission`. */
    public?: string
    /** A signed-in member is enough, whatever their role: their own session, profile, drafts. */
    signedIn?: true
    /** No API token, however wide: what it narrows its member to says nothing about the member's own account. */
    inPerson?: true
    /** Only for our own pages, though it changes nothing: a browser says where a request comes from. */
    ownPages?: true
    /** Requests a minute from one address before 429; the house's default where absent. */
    perMinute?: number
  }
}

/** A module's routes: a fastify plugin whose schemas are its types. */
export type Routes = FastifyPluginAsyncTypebox

/** A moment: a Date here, ISO 8601 on the wire. */
export const Timestamp = Type.Unsafe<Date>({ type: 'string', format: 'date-time' })

/** A moment that a caller sends. */
export const SentTimestamp = Type.String({ format: 'date-time' })

export const Id = Type.String({ format: 'uuid' })

/** Empties become null on the wire, never absent: a page can rely on every field. */
export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** A closed list of words that shows up as an enum in the contract. */
export const Words = <const Values extends readonly string[]>(values: Values, options: { title?: string } = {}) =>
  Type.Unsafe<Values[number]>({ type: 'string', enum: [...values], ...options })

/** Every error body (RFC 9457). `detail` is in the reader's language; `code` never changes. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.String(),
    requestId: Type.String(),
    errors: Type.Optional(Type.Array(Type.Object({ field: Type.String(), message: Type.String() }))),
    details: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { title: 'Problem' },
)
export type Problem = Static<typeof Problem>

/** One page of a list, and the cursor of the next, or null at the end. */
export const pageOf = <Item extends TSchema>(item: Item, title: string) =>
  Type.Object({ items: Type.Array(item), next: Nullable(Type.String()) }, { title })

/** How every list is asked for: after which row, and how many. */
export const PageQuery = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type PageQuery = Static<typeof PageQuery>

/** The answer of a mutation that has nothing to tell. */
export const Done = Type.Object({ done: Type.Literal(true) }, { title: 'Done' })
export const done = { done: true } as const

/** The answers that every route may give besides its own. */
export const problemAnswers = { '4xx': Problem, '5xx': Problem } as const

const carried = new Map<string, TSchema>()

/** The shape that travels under a name; undefined where none does. */
export const carriedShape = (name: string): TSchema | undefined => carried.get(name)

/**
 * A shape that refers to itself: it travels as the JSON that it is, a service looks at it, and the contract names it whole,
 * by its title. A serialiser or validator of the wire would have to unfold it.
 */
export function Carried<Value>(shape: TSchema & { readonly title?: string }) {
  const name = shape.title ?? ''
  carried.set(name, shape)
  return Type.Unsafe<Value>({ 'x-shape': name })
}
