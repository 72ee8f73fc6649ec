import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'

import { carriedShape } from './http.ts'

type Node = Record<string, unknown>

/** The contract (OpenAPI 3.1). Shapes that carry a `title` become named schemas. */
export const contractOptions: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Amends',
      version: '1',
      description:
        'Errors are problem details (RFC 9457). Mutations take an Idempotency-Key. A bearer token works wherever a session does, except on its member’s own account and the live stream. Lists are paged: ask again with `after` set to the last answer’s `next`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'amends_session' },
      },
    },
    security: [{ bearer: [] }, { session: [] }],
  },
  transformObject: (document) =>
    ('openapiObject' in document ? nameSchemas(document.openapiObject as unknown as Node) : {}) as never,
}

/** Moves every titled shape into components, so that clients get one named type for it; those that refer to themselves too. */
export function nameSchemas(document: Node): Node {
  const named = new Map<string, unknown>()
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit)
    if (typeof node !== 'object' || node === null) return node
    if ('x-shape' in node) return visit(carriedShape(String(node['x-shape'])))
    if ('$ref' in node && typeof node.$ref === 'string' && !node.$ref.startsWith('#')) {
      const defined = Object.entries('$defs' in node ? (node.$defs as Node) : {})
      for (const [name, { $id: _, ...body }] of defined as [string, Node][]) keep(named, name, visit(body) as Node)
      return { $ref: `#/components/schemas/${node.$ref}` }
    }
    const shape = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, visit(value)]))
    // TypeBox writes a tuple as JSON Schema did before 2020-12, which OpenAPI 3.1 speaks.
    if (Array.isArray(shape.items)) {
      Object.assign(shape, { prefixItems: shape.items, items: false })
      delete shape.additionalItems
    }
    if (typeof shape.title !== 'string' || !(typeof shape.type === 'string' || shape.anyOf || shape.allOf)) return shape
    const { title, ...body } = shape
    keep(named, title, body)
    return { $ref: `#/components/schemas/${title}` }
  }
  const paths = visit(document.paths)
  const components = (document.components ?? {}) as Node
  return {
    ...document,
    paths,
    components: { ...components, schemas: Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))) },
  }
}

function keep(named: Map<string, unknown>, title: string, body: Node): void {
  const before = named.get(title)
  if (before && JSON.stringify(before) !== JSON.stringify(body))
    throw new Error(`two different shapes are called ${title}`)
  named.set(title, body)
}
