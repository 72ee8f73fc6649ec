import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type RefObject, useCallback, useMemo, useRef, useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import type { LetterValues } from '../../parts/drafts.ts'
import { type Letter, writeLetter } from '../../parts/letters.ts'
import { isLetterOf, returnQuery } from '../../parts/returns/returns.ts'
import { useUploads } from '../../parts/useUploads.ts'
import { useMay, useSession } from '../../shell/session.ts'
import { toastError } from '../../ui/Toast.tsx'
import { useStable } from '../../ui/useStable.ts'
import { lettersQuery, type Message, messagesQuery, type Ticket } from './queries.ts'
import { type Checks, useChecks } from './useChecks.ts'
import { useDrafts } from './useDrafts.ts'
import { type Sending, useSending } from './useSending.ts'
import { filledByHand } from './values.ts'

export type Mode = 'outbound' | 'note'
export type Then = 'waiting' | 'open' | 'resolved'

/** The answer being written, shared by composer, thread and context. */
export interface ComposerState extends Sending {
  readonly mode: Mode
  readonly text: string
  /** The letter that the text was made from. */
  readonly letter: Letter | null
  readonly letters: readonly Letter[] | undefined
  readonly checks: Checks
  /** A return of the ticket says which letter is due; it stands beside it. */
  readonly byReturn: boolean
  /** Only letters may go out, word for word (REQUIREMENTS R9). */
  readonly letterOnly: boolean
  readonly maySend: boolean
  /** The letter proposes a solution: that is a clock of its own. */
  readonly solution: boolean
  readonly uploads: ReturnType<typeof useUploads>
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly picking: boolean
  readonly setPicking: (open: boolean) => void
  readonly setSolution: (solution: boolean) => void
  readonly choose: (mode: Mode) => void
  readonly type: (text: string) => void
  /** Puts a letter into the answer, written out with what was filled in so far. */
  readonly apply: (letter: Letter, filled?: LetterValues) => void
  readonly applySuggested: () => Promise<void>
  /** Puts what a letter still asks for in its place. */
  readonly fill: (values: LetterValues) => Promise<void>
}

/** All that the composer of one ticket knows and can do. `typed` tells the colleagues that one writes. */
export function useComposer(
  id: string,
  ticket: Ticket | undefined,
  typed: () => void,
  onNext: () => void,
): ComposerState {
  const words = useText('ui')
  const { member } = useSession()
  const maySend = useMay('messages.send')
  const mayEditLetter = useMay('messages.edit-letter')
  const mayReadReturns = useMay('returns.read')
  const { drafts, write, forget } = useDrafts(id)
  const uploads = useUploads()
  const letters = useQuery({ ...lettersQuery(id), enabled: ticket !== undefined })
  const returns = useQuery({ ...returnQuery(id), enabled: mayReadReturns && ticket !== undefined })
  const suggested = useMemo(() => letters.data?.filter(isSuggested), [letters.data])
  const messages = useInfiniteQuery(messagesQuery(id))
  const [wantedMode, setMode] = useState<Mode>('outbound')
  const mode = maySend ? wantedMode : 'note'
  const [letter, setLetter] = useState<Letter | null>(null)
  const [picking, setPicking] = useState(false)
  const [solution, setSolution] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const { text, templateKey, updatedAt, values = {} } = drafts[mode]
  const letterOnly = mode === 'outbound' && ticket?.kind === 'return' && !mayEditLetter
  const checks = useChecks(
    id,
    { text, templateKey, values, uploadIds: uploads.files.flatMap((file) => file.id ?? []) },
    mode === 'outbound' && maySend,
  )
  const said = messages.data?.pages[0]?.items ?? none
  const [basis, setBasis] = useState<string | null>(null)
  const begin = (): void => setBasis((now) => now ?? (text === '' ? (said[0]?.id ?? null) : null))

  const focus = useCallback((): void => {
    // The field may be about to appear: it is focused when it has.
    requestAnimationFrame(() => field.current?.focus())
  }, [])

  const apply = useStable((chosen: Letter, filled: LetterValues = {}): void => {
    setMode('outbound')
    setLetter(chosen)
    setPicking(false)
    begin()
    write('outbound', chosen.text, chosen.key, filled)
    focus()
  })

  const applySuggested = async (): Promise<void> => {
    // A quick hand asks for the letter before it is here.
    const known = letters.data ?? (await queries.fetchQuery(lettersQuery(id)).catch(() => []))
    const first = known.find(isSuggested)
    if (first) apply(first)
    else setPicking(true)
  }

  const fill = async (given: LetterValues): Promise<void> => {
    const all = { ...values, ...given }
    try {
      const before = letter ?? (templateKey ? await writeLetter(id, templateKey, values) : null)
      // A letter as it was written is written anew; one that was edited keeps its edits.
      if (before?.text === text) apply(await writeLetter(id, before.key, all), all)
      else write('outbound', filledByHand(text, given, ticket?.language ?? 'en'), templateKey, all)
    } catch (error) {
      toastError(words('failed-action'), error)
    }
  }

  const isOfReturn = async (message: Message): Promise<boolean> => {
    if (!mayReadReturns) return false
    // Asked for anew: taking the letter back has opened the return again. Unreachable, what was last seen of it must do.
    const of = await queries.fetchQuery({ ...returnQuery(id), staleTime: 0 }).catch(() => returns.data)
    return of !== undefined && isLetterOf(of, message.id)
  }

  const sending = useSending({
    ticketId: id,
    mode,
    text,
    templateKey,
    values,
    uploads,
    solution,
    newest: said[0],
    news: mode === 'outbound' && text !== '' ? newsFor(said, basis, updatedAt, member.id) : undefined,
    onSeen: () => setBasis(said[0]?.id ?? null),
    blocked: checks.settled && checks.blocked,
    onSent: (then) => {
      forget(mode)
      setBasis(null)
      setLetter(null)
      setSolution(false)
      uploads.clear()
      if (then === 'resolved') onNext()
    },
    onUndone: async (message) => {
      // A letter of a return stands anew beside the ticket: in the answer it could go out a second time.
      if (await isOfReturn(message)) return
      setMode('outbound')
      write('outbound', message.text, message.templateKey, values)
      focus()
    },
  })

  return {
    ...sending,
    mode,
    text,
    letter,
    letters: suggested,
    checks,
    byReturn: letters.data?.some(({ place }) => place === 'decided') ?? false,
    letterOnly,
    maySend,
    solution,
    uploads,
    field,
    picking,
    setPicking,
    setSolution,
    choose: (next) => {
      setMode(next)
      focus()
    },
    type: (next) => {
      typed()
      begin()
      write(mode, next, next.trim() === '' ? null : templateKey, values)
    },
    apply,
    applySuggested,
    fill,
  }
}

const none: readonly Message[] = []

const isSuggested = ({ place }: Schemas['SuggestedLetter']): boolean => place === 'suggested'

/**
 * What others have said since one began to write, to be read before sending. `basis` is the newest message when one began;
 * a draft from earlier knows only its time.
 */
function newsFor(said: readonly Message[], basis: string | null, since: string, memberId: string): Message | undefined {
  return said.find(
    (message) =>
      (basis === null ? message.createdAt > since : message.id > basis) &&
      message.direction !== 'note' &&
      message.delivery !== 'withdrawn' &&
      message.author.id !== memberId &&
      !message.automatic,
  )
}
