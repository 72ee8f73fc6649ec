import { useCallback, useLayoutEffect, useRef } from 'react'

/**
 * A function that stays the same over renders and always does what its latest version does: handed to a memoised
 * component it does not make it render again. For handlers only; it must not be called while rendering.
 */
export function useStable<Given extends readonly unknown[], Result>(
  work: (...given: Given) => Result,
): (...given: Given) => Result {
  const latest = useRef(work)
  useLayoutEffect(() => {
    latest.current = work
  })
  return useCallback((...given) => latest.current(...given), [])
}
