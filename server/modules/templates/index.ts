export { templatesProblems } from './errors.ts'
export { sweeps } from './jobs.ts'
export { phraseRoutes } from './routes.phrases.ts'
export { textRoutes } from './routes.texts.ts'
export { templateRoutes } from './routes.ts'
export { Finding, type FindingCode } from './schema.findings.ts'
export { RenderedLetter, TemplateSuggestion } from './schema.letters.ts'
export { type LetterLanguage, letterLanguages, permissions, type TemplateCategory } from './schema.ts'
export { Money, SentValues, type TemplateValues, type VariableName } from './schema.values.ts'
export { type CheckedLetter, checkOutgoing, linksPermitted, outerLinksPermitted } from './service.check.ts'
export {
  knownValues,
  publishedLetters,
  renderTemplate,
  suggestTemplates,
  versionInUse,
  type WantedLetter,
} from './service.letters.ts'
export { seedTemplates } from './service.seed.ts'
export { recordOutcome, recordUse } from './service.uses.ts'
