import type { Finding } from './law.ts'

/** What the law needs to know of one route; fastify's `onRoute` hook tells it. */
export interface RouteFacts {
  readonly method: string
  readonly url: string
  readonly permission?: string | undefined
  readonly signedIn?: boolean | undefined
  readonly public?: string | undefined
  readonly schema?: RouteSchema | undefined
}

interface RouteSchema {
  readonly operationId?: string
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly response?: unknown
  /** Not part of the contract: the pages of the API's own documents. */
  readonly hide?: boolean
}

/** Every door says who may pass, what it is called, and what comes out of it. */
export function routesLaw(routes: readonly RouteFacts[], permissions: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = []
  const operations = new Map<string, string>()
  for (const route of routes) {
    const where = `${route.method} ${route.url}`
    const report = (what: string) => findings.push({ law: 'routes', where, what })
    const stated = [route.permission, route.signedIn, route.public].filter(
      (value) => value !== undefined && value !== false,
    )
    if (stated.length === 0) report('names no permission and no reason to be public')
    if (stated.length > 1) report('states more than one of permission, signedIn, public')
    if (route.permission !== undefined && !permissions.has(route.permission))
      report(`asks for “${route.permission}”, which no module declares`)
    if (route.public !== undefined && !/\S+ \S+/.test(route.public)) report('is public without a reason in words')
    if (!route.url.startsWith('/api/') || route.schema?.hide) continue
    const { operationId, summary, tags, response } = route.schema ?? {}
    if (!operationId || !summary || !tags?.length) report('lacks operationId, summary or tags')
    if (response === undefined) report('does not say what it answers')
    const twin = operationId && operations.get(operationId)
    if (twin) report(`shares its operationId ${operationId} with ${twin}`)
    if (operationId) operations.set(operationId, where)
  }
  return findings
}
