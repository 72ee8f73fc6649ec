import { ProblemError } from '../../api/problem.ts'
import { Banner } from '../../ui/Banner.tsx'
import { isAbout } from './problems.ts'

interface FormProblemProps {
  readonly error: unknown
  /** The fields of the form that show their problems themselves. */
  readonly fields: readonly string[]
}

/** What went wrong with a form as a whole: everything that no field of it shows. */
export function FormProblem({ error, fields }: FormProblemProps) {
  if (!(error instanceof Error)) return null
  const problems = error instanceof ProblemError ? error.fields : []
  const others = problems.filter((problem) => !fields.some((field) => isAbout(problem.field, field)))
  if (problems.length > 0 && others.length === 0) return null
  return (
    <Banner tone="danger" title={error.message}>
      {others.length > 0 && (
        <ul className="text-sm">
          {others.map((problem) => (
            <li key={`${problem.field} ${problem.message}`}>
              <code className="font-mono">{problem.field}</code> {problem.message}
            </li>
          ))}
        </ul>
      )}
    </Banner>
  )
}
