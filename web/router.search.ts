/**
 * What a page reads of its address, and nothing else of it: left to itself the router hands what a page cannot read, or
 * does not know, on to it as it was typed.
 */
export const strictly =
  <Search extends object>(read: (search: Record<string, unknown>) => Search) =>
  (search: Record<string, unknown>): Search => ({
    ...Object.fromEntries(Object.keys(search).map((name) => [name, undefined])),
    ...read(search),
  })
