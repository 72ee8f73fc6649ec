import { ProblemError } from '../../api/problem.ts'
import { Banner } from '../../ui/Banner.tsx'

/** Why a decision was not taken, and what stands against it in each field that is named. */
export function Problem({ error }: { readonly error: Error | null }) {
  if (!error) return null
  const fields = error instanceof ProblemError ? [...new Set(error.fields.map(({ message }) => message))] : []
  return (
    <Banner tone={error instanceof ProblemError && error.status === 409 ? 'warn' : 'danger'}>
      {error.message}
      {fields.length > 0 && (
        <ul className="mt-1 text-sm">
          {fields.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </Banner>
  )
}
