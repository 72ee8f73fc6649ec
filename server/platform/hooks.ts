import type { Context } from './context.ts'

/** A named place where a higher module may refuse or enrich what a lower one is about to do, inside its transaction. */
export interface Hook<Input, Output> {
  readonly name: string
  /** Only carries the types. */
  readonly types?: (input: Input) => Output
}

/** Declares a hook; the lower module exports it from its face. */
export function defineHook<Input, Output = void>(name: string): Hook<Input, Output> {
  return { name }
}

type Hung = (context: Context, input: never) => Promise<unknown>

/** What app.ts has hung on the hooks of this process. */
export class Hooks {
  readonly #hung = new Map<string, Hung[]>()

  /** Hangs a function on a hook. Called by the composition only. */
  hang<Input, Output>(hook: Hook<Input, Output>, run: (context: Context, input: Input) => Promise<Output>): void {
    this.#hung.set(hook.name, [...(this.#hung.get(hook.name) ?? []), run])
  }

  /** Runs everything hung on a hook, in the order it was hung, and returns what each said. */
  async run<Input, Output>(context: Context, hook: Hook<Input, Output>, input: Input): Promise<Output[]> {
    const said: Output[] = []
    for (const run of this.#hung.get(hook.name) ?? []) said.push((await run(context, input as never)) as Output)
    return said
  }
}
