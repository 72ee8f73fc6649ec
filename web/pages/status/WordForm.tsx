import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useRef, useState } from 'react'
import { newKey } from '../../api/client.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Textarea } from '../../ui/Input.tsx'
import { mendingOf } from './mending.ts'
import { sendWord, statusQuery } from './queries.ts'
import { Thanks } from './Thanks.tsx'
import type { Words } from './words.ts'

/** Room for a word of the buyer. What was typed stays until the server has it. */
export function WordForm({ secret, words }: { readonly secret: string; readonly words: Words }) {
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const key = useRef('')
  const send = useMutation({
    mutationFn: () => sendWord(secret, text.trim(), key.current),
    // Without a connection the buyer is told so at once, rather than left before a turning wheel.
    networkMode: 'always',
    onSuccess: (page) => {
      queries.setQueryData(statusQuery(secret).queryKey, page)
      setText('')
    },
  })
  return (
    <form
      aria-labelledby="write"
      className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-5 shadow-card"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '' && !send.isPending) send.mutate()
      }}
    >
      <h2 id="write" className="text-lg">
        {words.write}
      </h2>
      <Field label={words.yourMessage} hideLabel error={send.isError ? mendingOf(send.error, words) : null}>
        <Textarea
          className="min-h-24 text-lg"
          maxLength={4_000}
          dir="auto"
          value={text}
          onChange={(event) => {
            key.current = newKey()
            setText(event.target.value)
          }}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" tone="primary" icon={Send} pending={send.isPending} disabled={text.trim() === ''}>
          {words.send}
        </Button>
        <Thanks shown={send.isSuccess && text === ''}>{words.wordThanks}</Thanks>
      </div>
    </form>
  )
}
