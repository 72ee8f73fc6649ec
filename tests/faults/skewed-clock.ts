/**
 * Loaded before the program (NODE_OPTIONS=--import): its wall clock is wrong by so many milliseconds, as on a machine whose
 * clock nobody sets. Timers and performance.now() go on as they do there.
 */
const wrongByMs = Number(process.env.FAULTS_CLOCK_WRONG_BY_MS ?? 0)
const TrueDate = Date

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, args: unknown[], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [target.now() + wrongByMs] : args, newTarget),
  apply: (target) => new target(target.now() + wrongByMs).toString(),
  get: (target, name, receiver) =>
    name === 'now' ? () => target.now() + wrongByMs : Reflect.get(target, name, receiver),
})
