import { type LiquidProblem, openLiquid } from '../../platform/liquid.ts'
import { filters, type LetterEnvironment } from './rules.filters.ts'
import { faultsOf, fitValues, tidy, tidySubject, variablesOf } from './rules.letter.ts'
import type { Found } from './schema.findings.ts'
import { textLimits } from './schema.ts'
import { isVariable, type TemplateValues, type VariableName } from './schema.values.ts'

/**
 * The one engine of all letters. It knows conditions but no loops, assignments or inclusions, so the cost of a letter is
 * bound by its length (ENGINEERING S8). The time limit is a last stop far above that: a busy machine must not refuse a letter.
 */
const engine = openLiquid<LetterEnvironment>({
  tags: ['if', 'unless', 'case', 'comment'],
  filters,
  limits: { templateCharacters: textLimits.body, outputBytes: 256 * 1024, milliseconds: 1_000 },
})

/** The parts of one text, as written. */
export interface LetterSource {
  readonly subject: string | null
  readonly body: string
  readonly meaning: string
}

/** The same, filled in. */
export interface FilledLetter {
  readonly text: string
  readonly subject: string | null
  /** The Chinese sense, filled in with the same values. */
  readonly meaning: string
  /** Variables without a value, by name; they stay visible in the text as {{ name }}. */
  readonly missing: readonly VariableName[]
  /** Why the text could not be filled at all; it is then given as written. */
  readonly problems: readonly LiquidProblem[]
}

/** Fills a letter. Links are left out where `withLinks` is false, and the letter says something else in their place. */
export function fill(
  source: LetterSource,
  values: TemplateValues,
  environment: LetterEnvironment,
  options: { withLinks: boolean } = { withLinks: true },
): FilledLetter {
  const fitted = fitValues(values, options)
  const part = (text: string, where: LetterEnvironment) => {
    const result = engine.render(text, fitted, where)
    return 'text' in result ? { ...result, problems: [] } : { text, missing: [], problems: [result.problem] }
  }
  const body = part(source.body, environment)
  const subject = source.subject === null ? null : part(source.subject, environment)
  const meaning = part(source.meaning, { language: 'zh', zone: environment.zone })
  const missing = [...new Set([...(subject?.missing ?? []), ...body.missing])].filter(isVariable)
  return {
    text: tidy(body.text),
    subject: subject === null ? null : tidySubject(subject.text),
    meaning: tidy(meaning.text),
    missing,
    problems: [...body.problems, ...(subject?.problems ?? [])],
  }
}

/** What stands against using a text as a template. */
export function faultsIn(source: LetterSource): Found[] {
  return [
    ...faultsOf(source.body, engine.inspect(source.body), 'body'),
    ...(source.subject === null ? [] : faultsOf(source.subject, engine.inspect(source.subject), 'subject')),
    ...faultsOf(source.meaning, engine.inspect(source.meaning), 'body').filter(
      (found) => found.code === 'template.syntax' || found.code === 'template.unknown-variable',
    ),
  ]
}

/** The variables that a text uses, in subject and body. */
export function variablesIn(source: Pick<LetterSource, 'subject' | 'body'>): VariableName[] {
  const [body, subject] = [engine.inspect(source.body), engine.inspect(source.subject ?? '')]
  return variablesOf({ uses: [...body.uses, ...subject.uses], problems: [] })
}
