import { asvsLaw } from './asvs.ts'
import { auditLaw } from './audit.ts'
import { docsLaw } from './docs.ts'
import { languagesLaw } from './languages.ts'
import type { Law } from './law.ts'
import { lockfileLaw } from './lockfile.ts'
import { migrationsLaw } from './migrations.ts'
import { namesLaw } from './names.ts'
import { noAnyLaw } from './no-any.ts'
import { ownedSqlLaw } from './owned-sql.ts'
import { permissionsLaw } from './permissions.ts'
import { sizesLaw } from './sizes.ts'

/** The laws that are judged from the text of the files alone. The fence and the live laws stand beside them. */
export const laws: readonly Law[] = [
  sizesLaw,
  namesLaw,
  noAnyLaw,
  languagesLaw,
  ownedSqlLaw,
  migrationsLaw,
  permissionsLaw,
  auditLaw,
  docsLaw,
  asvsLaw,
  lockfileLaw,
]
