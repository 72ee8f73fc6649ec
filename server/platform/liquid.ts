import { Liquid, type Template } from 'liquidjs'

/** What a text may use and how much it may cost. Nothing outside these lists exists for it. */
export interface LiquidRules<Environment> {
  readonly tags: readonly string[]
  readonly filters: Readonly<Record<string, LiquidFilter<Environment>>>
  readonly limits: LiquidLimits
}

/** A pure change of one value. `environment` is what the caller of render passed: language, zone and the like. */
export type LiquidFilter<Environment> = (value: unknown, environment: Environment, ...options: unknown[]) => unknown

export interface LiquidLimits {
  readonly templateCharacters: number
  readonly outputBytes: number
  readonly milliseconds: number
}

/** Why a text cannot be used. `line` and `column` count from 1 and are absent where the whole text is at fault. */
export interface LiquidProblem {
  readonly code: 'too-long' | 'syntax' | 'unknown-tag' | 'unknown-filter' | 'too-much-output' | 'too-slow' | 'failed'
  readonly detail: string
  readonly line?: number
  readonly column?: number
}

/** One place where a text puts out or tests a variable, with the filters that follow it there. */
export interface LiquidUse {
  readonly variable: string
  readonly filters: readonly string[]
  /** A test such as `{% if x %}`, where an absent value is an answer and not a gap. */
  readonly tested: boolean
}

export interface LiquidInspection {
  readonly uses: readonly LiquidUse[]
  readonly problems: readonly LiquidProblem[]
}

export type LiquidResult =
  | { readonly text: string; readonly missing: readonly string[] }
  | { readonly problem: LiquidProblem }

/** Values by their dotted name, such as `order.number`. */
export type LiquidValues = ReadonlyMap<string, unknown>

export interface LiquidEngine<Environment> {
  /** Reads a text without running it. */
  inspect(source: string): LiquidInspection
  /**
   * Fills a text. A variable that is put out but has no value stays visible as `{{ name }}` and is listed
   * in `missing`: a gap is never a blank.
   */
  render(source: string, values: LiquidValues, environment: Environment): LiquidResult
}

/**
 * Opens an engine that knows only the given tags and filters, reads only own properties of the values and stops at the
 * limits (ENGINEERING S8). Without loops in `tags` the cost of a text is bound by its length.
 */
export function openLiquid<Environment>(rules: LiquidRules<Environment>): LiquidEngine<Environment> {
  const { limits } = rules
  const environments = new WeakMap<object, Environment>()
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    // An empty mapping in place of the file system: no text can reach a file.
    templates: {},
    parseLimit: limits.templateCharacters,
    renderLimit: limits.milliseconds,
    memoryLimit: limits.outputBytes * 4,
  })
  for (const tag of Object.keys(engine.tags)) if (!rules.tags.includes(tag)) delete engine.tags[tag]
  for (const filter of Object.keys(engine.filters)) delete engine.filters[filter]
  for (const [name, filter] of Object.entries(rules.filters)) {
    engine.registerFilter(name, function (value: unknown, ...options: unknown[]) {
      if (value instanceof Gap && name !== 'default') return value
      const environment = environments.get(this.context.environments)
      return environment === undefined ? value : filter(value, environment, ...options)
    })
  }

  const parse = (source: string): Template[] | LiquidProblem => {
    if (source.length > limits.templateCharacters) {
      return { code: 'too-long', detail: `${source.length} > ${limits.templateCharacters}` }
    }
    try {
      return engine.parse(source)
    } catch (error) {
      return problemOf(error)
    }
  }

  return {
    inspect(source) {
      const templates = parse(source)
      if (!Array.isArray(templates)) return { uses: [], problems: [templates] }
      return { uses: usesIn(templates), problems: [] }
    },

    render(source, values, environment) {
      const templates = parse(source)
      if (!Array.isArray(templates)) return { problem: templates }
      const scope = scopeOf(values)
      for (const { variable } of usesIn(templates)) openGroup(scope, variable)
      environments.set(scope, environment)
      const missing: string[] = []
      const deadline = performance.now() + limits.milliseconds
      for (;;) {
        if (performance.now() > deadline) return { problem: { code: 'too-slow', detail: `${limits.milliseconds} ms` } }
        try {
          const text = String(engine.renderSync(templates, scope))
          const bytes = Buffer.byteLength(text)
          if (bytes <= limits.outputBytes) return { text, missing }
          return { problem: { code: 'too-much-output', detail: `${bytes} > ${limits.outputBytes}` } }
        } catch (error) {
          const name = undefinedIn(error)
          // The engine stops at the first gap; fill it and go on, so that all gaps are named at once.
          if (!name || missing.includes(name) || !place(scope, name, new Gap(name)))
            return { problem: problemOf(error) }
          missing.push(name)
        }
      }
    },
  }
}

/** Stands where a value is absent and prints as the variable itself. */
class Gap {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
  toString(): string {
    return `{{ ${this.name} }}`
  }
}

type Branch = Record<string, unknown>

function scopeOf(values: LiquidValues): Branch {
  const scope: Branch = Object.create(null)
  for (const [name, value] of values)
    if (value !== undefined && value !== null && value !== '') place(scope, name, value)
  return scope
}

const nameShape = /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$/

/** Puts a value under its dotted name; false where the name has another shape or is taken by a plain value. */
function place(scope: Branch, name: string, value: unknown): boolean {
  if (!nameShape.test(name)) return false
  const path = name.split('.')
  const last = path.pop() ?? name
  let branch = scope
  for (const step of path) {
    branch[step] ??= Object.create(null)
    const next = branch[step]
    if (typeof next !== 'object' || next === null || next instanceof Gap) return false
    branch = next as Branch
  }
  branch[last] = value
  return true
}

/** Opens the branch above a name, so that the engine's complaint about a gap names the whole of it and not only its root. */
function openGroup(scope: Branch, name: string): void {
  const steps = name.split('.').slice(0, -1)
  if (steps.length > 0 && nameShape.test(name) && !(steps[0] !== undefined && steps[0] in scope)) {
    place(scope, name, undefined)
  }
}

function undefinedIn(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  return /^undefined variable: ([\w.]+)/.exec(error.message)?.[1]
}

function problemOf(error: unknown): LiquidProblem {
  const message = error instanceof Error ? error.message : String(error)
  const [, line, column] = /, line:(\d+), col:(\d+)/.exec(message) ?? []
  const detail = message.split('\n')[0]?.replace(/, line:\d+, col:\d+.*$/, '') ?? ''
  return { code: codeOf(detail), detail, ...(line && column ? { line: Number(line), column: Number(column) } : {}) }
}

function codeOf(detail: string): LiquidProblem['code'] {
  if (/undefined filter/.test(detail)) return 'unknown-filter'
  if (/^tag .* not found/.test(detail)) return 'unknown-tag'
  if (/parse length limit/.test(detail)) return 'too-long'
  if (/memory alloc limit/.test(detail)) return 'too-much-output'
  if (/render limit/.test(detail)) return 'too-slow'
  return /undefined variable/.test(detail) ? 'failed' : 'syntax'
}

interface Node {
  readonly value?: unknown
  readonly arguments?: () => Iterable<unknown>
  readonly children?: (partials: boolean, sync: boolean) => Generator<unknown, Template[]>
}

/** Walks the parsed text, also into branches that a given set of values would not take. */
function usesIn(templates: readonly Template[]): LiquidUse[] {
  return templates.flatMap((template) => {
    const node = template as unknown as Node
    const isOutput = template.constructor.name === 'Output'
    const own = [...(node.arguments?.() ?? [])].flatMap((argument) => usesOf(argument, !isOutput))
    const children = node.children ? lastOf(node.children(false, true)) : []
    return [...own, ...usesIn(children)]
  })
}

function lastOf(steps: Generator<unknown, Template[]>): Template[] {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

interface Piped {
  readonly initial: { readonly postfix: readonly unknown[] }
  readonly filters: readonly { readonly name: string; readonly args: readonly unknown[] }[]
}

function usesOf(argument: unknown, tested: boolean): LiquidUse[] {
  if (isPiped(argument)) {
    const filters = argument.filters.map((filter) => filter.name)
    const inFilters = argument.filters.flatMap((filter) => filter.args.flatMap((arg) => named(arg)))
    return [
      ...argument.initial.postfix.flatMap((token) => named(token)).map((variable) => ({ variable, filters, tested })),
      ...inFilters.map((variable) => ({ variable, filters: [], tested })),
    ]
  }
  return named(argument).map((variable) => ({ variable, filters: [], tested }))
}

function isPiped(argument: unknown): argument is Piped {
  return typeof argument === 'object' && argument !== null && 'initial' in argument && 'filters' in argument
}

/** The dotted name of a property access; `a[b]` and the like give a name that no list can hold. */
function named(token: unknown): string[] {
  if (Array.isArray(token)) return token.flatMap((part) => named(part))
  if (typeof token !== 'object' || token === null || !('props' in token) || !Array.isArray(token.props)) return []
  const root = 'variable' in token && token.variable ? named(token.variable) : []
  const steps = token.props.map((prop: unknown) =>
    typeof prop === 'object' && prop !== null && 'content' in prop ? String(prop.content) : '[…]',
  )
  return [[...root, ...steps].join('.')]
}
