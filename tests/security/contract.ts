import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifyInstance } from 'fastify'

/** A piece of JSON Schema as the contract holds it; each reader takes what it knows. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly format?: string
  readonly additionalProperties?: unknown
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

interface Parameter {
  readonly in: string
  readonly name: string
  readonly required?: boolean
  readonly schema: Schema
}

/** One route as the contract states it. */
export interface Operation {
  readonly method: Method
  readonly path: string
  readonly params: readonly Parameter[]
  readonly query: readonly Parameter[]
  readonly body: Schema | undefined
  /** Takes files instead of JSON. */
  readonly isUpload: boolean
  /** What is wrong with an answer of this status; empty when it is as promised. */
  readonly faultsOf: (status: number, type: string, body: string) => string
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Spec>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

interface Spec {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> }
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >
}

/** The contract of the running app: every route, and what each promises to answer. */
export function contractOf(app: FastifyInstance): { operations: Operation[]; shapeOf: (schema: Schema) => Schema } {
  const document = app.swagger() as unknown as Document
  const ajv = new Ajv2020({ strict: false, validateFormats: true })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'contract', components: document.components })
  const shapeOf = (schema: Schema): Schema => {
    const name = schema.$ref?.split('/').at(-1)
    return name ? shapeOf(document.components.schemas[name] ?? {}) : schema
  }
  const operations = Object.entries(document.paths).flatMap(([path, specs]) =>
    Object.entries(specs).map(([method, spec]): Operation => {
      const parameters = spec.parameters ?? []
      return {
        method: method.toUpperCase() as Method,
        path,
        params: parameters.filter((parameter) => parameter.in === 'path'),
        query: parameters.filter((parameter) => parameter.in === 'query'),
        body: spec.requestBody?.content['application/json']?.schema,
        isUpload: /\/uploads$|\/photos$|^\/api\/forms\//.test(path) && method === 'post',
        faultsOf: judgeOf(ajv, spec),
      }
    }),
  )
  return { operations, shapeOf }
}

function judgeOf(ajv: Ajv2020, spec: Spec): Operation['faultsOf'] {
  const made = new Map<string, ValidateFunction | undefined>()
  const judge = (key: string): ValidateFunction | undefined => {
    const content = spec.responses[key]?.content ?? {}
    const schema = content['application/json']?.schema
    if (!made.has(key)) made.set(key, schema && ajv.compile(rooted(schema)))
    return made.get(key)
  }
  return (status, type, body) => {
    const key = status in spec.responses ? String(status) : `${Math.floor(status / 100)}XX`
    if (!(key in spec.responses)) return `answers ${status}, which the contract does not name`
    const validate = judge(key)
    if (!validate || !type.includes('json')) return ''
    return validate(JSON.parse(body)) ? '' : ajv.errorsText(validate.errors)
  }
}

/** The contract's references, as they read from inside the registered document. */
const rooted = (schema: Schema): object => JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"contract#/'))
