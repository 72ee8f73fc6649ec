/** Names that lead every reader to their own machine. */
const ownMachine = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])$/i

/** Whether somebody outside can follow a link to this origin: a desk that knows itself as localhost sends none. */
export const isReachable = (origin: string): boolean =>
  URL.canParse(origin) && !ownMachine.test(new URL(origin).hostname)
