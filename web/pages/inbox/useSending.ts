import { type InfiniteData, useMutation } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import { isProblem } from '../../api/problem.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import type { LetterValues } from '../../parts/drafts.ts'
import type { useUploads } from '../../parts/useUploads.ts'
import { toast, toastError } from '../../ui/Toast.tsx'
import { useStable } from '../../ui/useStable.ts'
import { type Message, messagesQuery } from './queries.ts'
import type { Mode, Then } from './useComposer.ts'

/** Sending, and what stands against it. */
export interface Sending {
  readonly send: (then?: Then) => void
  readonly sending: boolean
  /** Why the server did not take it; a refusal by its checks shows as findings instead. */
  readonly refusal: Error | null
  /** What somebody said since one began to write, until one has looked at it. */
  readonly news: Message | undefined
  readonly seeNews: () => void
  readonly undo: (message: Message) => void
  /** Why the button does nothing now; null when it can be pressed. */
  readonly obstacle: 'empty' | 'blocked' | 'uploading' | 'upload-failed' | null
}

interface SendingProps {
  readonly ticketId: string
  readonly mode: Mode
  readonly text: string
  readonly templateKey: string | null
  readonly values: LetterValues
  readonly uploads: ReturnType<typeof useUploads>
  readonly solution: boolean
  readonly newest: Message | undefined
  readonly news: Message | undefined
  readonly onSeen: () => void
  readonly blocked: boolean
  readonly onSent: (then: Then) => void
  readonly onUndone: (message: Message) => void | Promise<void>
}

/** Sends the reply or note of a composer, lets it be taken back, and asks first when somebody was quicker. */
export function useSending(props: SendingProps): Sending {
  const { ticketId, mode, text, templateKey, values, uploads, solution, newest, news, blocked } = props
  const say = useText('inbox')
  const words = useText('ui')

  const post = useMutation({
    mutationFn: (then: Then) =>
      answered(
        api.POST('/api/tickets/{id}/messages', {
          params: { path: { id: ticketId } },
          body: {
            direction: mode,
            text,
            uploadIds: uploads.files.flatMap((file) => file.id ?? []),
            ...(mode === 'outbound' ? { afterwards: then, solution } : {}),
            ...(mode === 'outbound' && templateKey ? { templateKey, values } : {}),
            ...(mode === 'outbound' && newest ? { seenMessageId: newest.id } : {}),
          },
        }),
      ),
    onSuccess: (message, then) => {
      showMessage(message)
      props.onSent(then)
      if (message.direction === 'note') toast(say('note-kept'))
      else
        toast(say(then === 'resolved' ? 'sent-resolved' : 'sent'), {
          seconds: secondsUntil(message.heldUntil),
          action: { label: say('undo'), run: () => takeBack.mutate(message) },
        })
    },
    onError: (error) => {
      if (isProblem(error, 'messages.newer-exists')) void queries.invalidateQueries({ queryKey: ['ticket', ticketId] })
    },
  })

  const takeBack = useMutation({
    mutationFn: (message: Message) =>
      answered(
        api.POST('/api/tickets/{id}/messages/{messageId}/undo', {
          params: { path: { id: ticketId, messageId: message.id } },
        }),
      ),
    onSuccess: (message) => {
      showMessage(message)
      void props.onUndone(message)
    },
    onError: (error) => toastError(words('failed-action'), error),
  })

  const undo = useStable((message: Message): void => takeBack.mutate(message))

  const obstacle =
    text.trim() === ''
      ? 'empty'
      : uploads.files.some((file) => file.error)
        ? 'upload-failed'
        : uploads.files.some((file) => !file.id)
          ? 'uploading'
          : blocked
            ? 'blocked'
            : null

  return {
    send: (then = 'waiting') => {
      if (obstacle === null && !post.isPending && !news) post.mutate(then)
    },
    sending: post.isPending,
    refusal: post.error,
    news,
    seeNews: () => {
      props.onSeen()
      post.reset()
    },
    undo,
    obstacle,
  }
}

/** How long an answer can still be taken back. */
export const secondsUntil = (moment: string | null): number =>
  moment ? Math.max(3, Math.round((new Date(moment).getTime() - Date.now()) / 1_000)) : 8

/** Puts a message where the thread reads it, so that it stands there at once. */
function showMessage(message: Message): void {
  const key = messagesQuery(message.ticketId).queryKey
  queries.setQueryData<InfiniteData<Schemas['MessagePage'], string>>(key, (now) => {
    const [first, ...rest] = now?.pages ?? []
    if (!now || !first) return now
    const known = first.items.some((one) => one.id === message.id)
    const items = known ? first.items.map((one) => (one.id === message.id ? message : one)) : [message, ...first.items]
    return { ...now, pages: [{ ...first, items }, ...rest] }
  })
  void queries.invalidateQueries({ queryKey: ['ticket', message.ticketId] })
  void queries.invalidateQueries({ queryKey: ['tickets'] })
}
