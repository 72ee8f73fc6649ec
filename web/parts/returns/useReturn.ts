import { useMutation } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import { ProblemError } from '../../api/problem.ts'
import { queries } from '../../api/queries.ts'
import { newLetter, oneReturnQuery, type ReturnRequest, returnQuery } from './returns.ts'

type WithoutRevision<Of> = Of extends unknown ? Omit<Of, 'revision'> : never
/** A decision; which revision it was made on is added where it is sent. */
export type Decision = WithoutRevision<Schemas['ReturnDecision']>

interface Told {
  /** A letter has been sent, which can still be taken back for some seconds. */
  readonly onSent: (messageId: string) => void
  /** It has gone on: the next step is on the screen. */
  readonly onDone: () => void
}

/** Begins the return of a ticket and takes it on; the ticket’s timeline and all lists of returns follow. */
export function useReturn(ticketId: string, { onSent, onDone }: Told) {
  const keep = (after: ReturnRequest): void => {
    const key = returnQuery(ticketId).queryKey
    queries.setQueryData(key, (now) => {
      if (after.endedAt === null) return { request: after, proposal: null, ended: now?.ended ?? [] }
      const others = (now?.ended ?? []).filter(({ id }) => id !== after.id)
      const stillOpen = now?.request?.id === after.id ? null : (now?.request ?? null)
      return { request: stillOpen, proposal: now?.proposal ?? null, ended: [after, ...others] }
    })
    queries.setQueryData(oneReturnQuery(ticketId, after.id).queryKey, after)
    for (const queryKey of [['ticket', ticketId], ['tickets'], ['returns']])
      void queries.invalidateQueries({ queryKey })
  }
  const begin = useMutation({
    mutationFn: (body: Schemas['NewReturn']) =>
      answered(api.POST('/api/tickets/{ticketId}/return', { params: { path: { ticketId } }, body })),
    onSuccess: (after) => {
      keep(after)
      onDone()
    },
  })
  const decide = useMutation({
    mutationFn: ({ request, decision }: { readonly request: ReturnRequest; readonly decision: Decision }) =>
      answered(
        api.POST('/api/returns/{id}/decisions', {
          params: { path: { id: request.id } },
          body: { ...decision, revision: request.revision },
        }),
      ),
    onSuccess: (after, { request }) => {
      keep(after)
      const letter = newLetter(request, after)
      if (letter !== undefined) onSent(letter)
      onDone()
    },
    onError: (error) => {
      // Somebody was quicker: what is next now is shown, with the words that say so.
      if (error instanceof ProblemError && error.status === 409)
        void queries.invalidateQueries({ queryKey: returnQuery(ticketId).queryKey })
    },
  })
  return { begin, decide, keep }
}

/** What one may do at a step, as its parts take it: decides, and says whether a decision is under way. */
export interface Desk {
  readonly request: ReturnRequest
  readonly pending: boolean
  readonly decide: (decision: Decision, done?: () => void) => void
}
