import { defineHook } from '../../platform/hooks.ts'
import type { ErasedPart, ReachCounts, Traces, Whose } from './schema.erasure.ts'

/** What higher storeys know to be a customer's by their addresses, as long as these are known. Outside of a transaction. */
export const customerTraces = defineHook<Omit<Whose, 'traces'>, Partial<Traces>>('customers.traces')

/**
 * Looks through kept files for what is a customer's; it takes its while. Refuses (`customers.erasure-waits`) as long as a
 * file that tells of them is being read in: what comes after would not be found.
 */
export const tracesInFiles = defineHook<Whose, Partial<Traces>>('customers.traces-in-files')

/** How much of a customer each storey holds; it changes nothing. */
export const erasureReach = defineHook<Whose, ReachCounts>('customers.erasure-reach')

/**
 * Has each storey erase some of what it holds of a customer, within the caller's transaction. It is run until nobody
 * finds anything, so a storey answers with nothing when nothing is left, and no figure may change by it.
 */
export const erasePart = defineHook<Whose, ErasedPart>('customers.erase')

/** Which of these files (SHA-256) rows of the context's workspace hold. */
export const heldFiles = defineHook<readonly string[], readonly string[]>('customers.held-files')
