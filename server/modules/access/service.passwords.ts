import { hashPassword } from '../../platform/auth.ts'
import type { Language } from '../../platform/context.ts'
import { refusalAt } from './errors.ts'
import { weaknessOf } from './rules.ts'
import starter from './starter/common-passwords.json' with { type: 'json' }

/** 13,614 passwords of ten characters or more out of breaches, in small letters (NOTICE says whose list it is). */
const common: ReadonlySet<string> = new Set(starter.passwords.split(' '))

/** Where a password was chosen: the field that a refusal stands at, and the names that say nothing new about the person. */
interface Chosen {
  readonly field: string
  readonly language: Language
  readonly about: readonly string[]
}

/** Refuses a password that would be tried first: `access.password-common`, `access.password-names-you`. */
export function refuseWeak(password: string, { field, language, about }: Chosen): void {
  const weakness = weaknessOf(password, [...starter.names, ...about], common)
  if (weakness) throw refusalAt(field, `access.password-${weakness}`, language)
}

/** The hash of a password that somebody chose; refuses a weak one. */
export async function hashChosen(password: string, chosen: Chosen): Promise<string> {
  refuseWeak(password, chosen)
  return hashPassword(password)
}
