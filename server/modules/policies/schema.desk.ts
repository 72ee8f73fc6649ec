import { type Static, Type } from 'typebox'
import { Carried, Id, Nullable, pageOf, Timestamp, Words } from '../../platform/http.ts'
import { StepShape } from './schema.explained.ts'
import { FactNameShape, type Facts, FactsShape } from './schema.facts.ts'
import { closed, Key } from './schema.formulas.ts'
import { outcomes, PolicyWords, ReturnPolicy } from './schema.policy.ts'
import { policyFaultCodes } from './schema.validation.ts'
import { steps, versionStates } from './schema.versions.ts'

/** A tree on the wire. Its shape is looked at by the service, which says where it is wrong. */
export const PolicyContent = Carried<ReturnPolicy>(ReturnPolicy)

const Day = Type.String({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Note = Type.String({ maxLength: 2_000 })
const Reason = Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' })
const Person = Nullable(Type.String({ description: 'A name; null is the desk itself, or somebody who left.' }))

export const PolicyFaultShape = Type.Object(
  {
    code: Words(policyFaultCodes, { title: 'PolicyFaultCode' }),
    node: Nullable(Type.String()),
    parameters: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  },
  { title: 'PolicyFault', ...closed },
)

/** One step that a version took: who, when, and what was said with it. */
export const VersionStep = Type.Object(
  { step: Words(steps, { title: 'PolicyVersionStep' }), byName: Person, at: Timestamp, note: Type.String() },
  { title: 'PolicyVersionStepTaken', ...closed },
)
export type VersionStep = Static<typeof VersionStep>

const versionFields = {
  id: Id,
  policyId: Id,
  number: Type.Integer(),
  state: Words(versionStates, { title: 'PolicyVersionState' }),
  note: Type.String(),
  basedOn: Nullable(Id),
  revision: Type.Integer(),
  authorName: Person,
  createdAt: Timestamp,
  changedAt: Timestamp,
}

/** A version without its tree. */
export const VersionLine = Type.Object(
  { ...versionFields, isInForce: Type.Boolean(), steps: Type.Array(VersionStep) },
  { title: 'PolicyVersionLine', ...closed },
)
export type VersionLine = Static<typeof VersionLine>
export const VersionPage = pageOf(VersionLine, 'PolicyVersionPage')

export const PublicationShape = Type.Object(
  {
    id: Id,
    versionId: Id,
    number: Type.Integer(),
    effectiveAt: Timestamp,
    byName: Person,
    publishedAt: Timestamp,
    reason: Type.String(),
  },
  { title: 'PolicyPublication', ...closed },
)

/** A policy as a line of the list. */
export const PolicyLine = Type.Object(
  {
    id: Id,
    key: Key,
    title: PolicyWords,
    shipped: Type.Boolean(),
    archivedAt: Nullable(Timestamp),
    inForce: Nullable(PublicationShape),
    scheduled: Nullable(PublicationShape),
    open: Nullable(Type.Object(versionFields, { title: 'PolicyOpenVersion', ...closed })),
  },
  { title: 'ReturnPolicyLine', ...closed },
)
export type PolicyLine = Static<typeof PolicyLine>
export const PolicyList = Type.Object({ items: Type.Array(PolicyLine) }, { title: 'ReturnPolicyList', ...closed })

/** What the actor may do with a version as it stands. */
const may = Type.Object(
  {
    edit: Type.Boolean(),
    submit: Type.Boolean(),
    approve: Type.Boolean(),
    sendBack: Type.Boolean(),
    publish: Type.Boolean(),
  },
  { title: 'PolicyVersionMay', ...closed },
)

export const VersionView = Type.Object(
  {
    ...versionFields,
    content: PolicyContent,
    faults: Type.Array(PolicyFaultShape),
    isInForce: Type.Boolean(),
    isOwn: Type.Boolean({ description: 'The reader wrote on it, so somebody else approves it.' }),
    steps: Type.Array(VersionStep),
    may,
  },
  { title: 'PolicyVersion', ...closed },
)
export type VersionView = Static<typeof VersionView>

export const NewPolicy = Type.Object(
  {
    key: Key,
    title: PolicyWords,
    fromVersionId: Nullable(
      Type.String({ format: 'uuid', description: 'The version whose tree it takes; null begins anew.' }),
    ),
  },
  { title: 'NewReturnPolicy', ...closed },
)
export type NewPolicy = Static<typeof NewPolicy>

export const PolicyImport = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: 1_000_000, description: 'The file, as it was exported.' }) },
  { title: 'ReturnPolicyImport', ...closed },
)

export const NewDraft = Type.Union(
  [
    Type.Object({ from: Type.Literal('version'), versionId: Id }, closed),
    Type.Object({ from: Type.Literal('shipped') }, closed),
  ],
  { title: 'NewPolicyDraft' },
)
export type NewDraft = Static<typeof NewDraft>

export const SavedDraft = Type.Object(
  { revision: Type.Integer({ minimum: 1 }), note: Note, content: PolicyContent },
  { title: 'PolicyDraft', ...closed },
)
export type SavedDraft = Static<typeof SavedDraft>

/** The revision that the actor looked at: nobody approves or submits what they have not seen. */
export const Seen = Type.Object(
  { revision: Type.Integer({ minimum: 1 }), note: Note },
  { title: 'PolicyVersionSeen', ...closed },
)
export type Seen = Static<typeof Seen>
export const SentBack = Type.Object(
  { revision: Type.Integer({ minimum: 1 }), note: Reason },
  { title: 'PolicyVersionSentBack', ...closed },
)

export const NewPublication = Type.Object(
  {
    versionId: Id,
    from: Nullable(
      Type.Unsafe<string>({
        ...Day,
        description: 'The day on which it begins, in the zone of the workspace; null: now.',
      }),
    ),
    reason: Note,
  },
  { title: 'NewPolicyPublication', ...closed },
)
export type NewPublication = Static<typeof NewPublication>

export const PolicyOrder = Type.Object(
  { ids: Type.Array(Id, { maxItems: 200, uniqueItems: true }) },
  { title: 'ReturnPolicyOrder', ...closed },
)

export const PolicyCheck = Type.Object({ content: PolicyContent }, { title: 'PolicyCheck', ...closed })
export const PolicyChecked = Type.Object(
  { faults: Type.Array(PolicyFaultShape) },
  { title: 'PolicyChecked', ...closed },
)

const ValueChange = Type.Object(
  { path: Type.String(), before: Type.Optional(Type.Unknown()), after: Type.Optional(Type.Unknown()) },
  { title: 'PolicyValueChange', ...closed },
)
export const DifferenceShape = Type.Object(
  {
    against: Nullable(
      Type.Integer({ description: 'The number of the version compared with; null where there is none.' }),
    ),
    added: Type.Array(Type.String()),
    removed: Type.Array(Type.Object({ node: Type.String(), title: PolicyWords })),
    changed: Type.Array(Type.Object({ node: Type.String(), changes: Type.Array(ValueChange) })),
    policy: Type.Array(ValueChange),
    isSame: Type.Boolean(),
  },
  { title: 'PolicyDifference', ...closed },
)
export type DifferenceView = Static<typeof DifferenceShape>

/** A return as somebody imagines it: its facts, and what has come of each node so far. */
export const Trial = Type.Object(
  {
    content: PolicyContent,
    facts: Type.Unsafe<Facts>(FactsShape),
    history: Type.Array(
      Type.Object(
        { node: Type.String({ maxLength: 60 }), outcome: Type.Optional(Type.String({ maxLength: 60 })) },
        closed,
      ),
      { maxItems: 400 },
    ),
  },
  { title: 'PolicyTrial', ...closed },
)
export type Trial = Static<typeof Trial>
export const TrialAnswer = Type.Object(
  {
    applies: Nullable(Type.Boolean({ description: 'Whether the policy serves such a return; null is not known yet.' })),
    asks: Type.Array(FactNameShape),
    step: StepShape,
  },
  { title: 'PolicyTrialAnswer', ...closed },
)

export const NodeFigure = Type.Object(
  {
    node: Type.String(),
    running: Type.Integer({ description: 'Returns that stand here now.' }),
    passed: Type.Integer({ description: 'Returns that have been here.' }),
    outcomes: Type.Record(Type.String(), Type.Integer(), {
      description: `How those that passed ended: ${outcomes.join(', ')}.`,
    }),
    loss: Nullable(Type.Object({ amount: Type.Integer(), currency: Type.String() }, closed)),
  },
  { title: 'PolicyNodeFigure', ...closed },
)
export const NodeFigures = Type.Object({ items: Type.Array(NodeFigure) }, { title: 'PolicyNodeFigures', ...closed })

/** What an editor chooses from, and what a version is looked at against. */
export const PolicyGround = Type.Object(
  {
    letters: Type.Array(
      Type.Object(
        { key: Type.String(), title: PolicyWords, languages: Type.Array(Type.String()) },
        { title: 'PolicyLetter', ...closed },
      ),
    ),
    languages: Type.Array(Type.String(), { description: 'Languages of the buyers of the stores.' }),
    stores: Type.Array(
      Type.Object(
        {
          id: Id,
          name: Type.String(),
          languages: Type.Array(Type.String(), { description: 'In which its buyers write; every letter needs them.' }),
        },
        { title: 'PolicyStore', ...closed },
      ),
    ),
    marketplaces: Type.Array(
      Type.Object(
        { code: Type.String(), name: PolicyWords, kind: Words(['amazon', 'ebay', 'own-shop'] as const) },
        { title: 'PolicyMarketplace', ...closed },
      ),
    ),
    facts: Type.Array(
      Type.Object(
        {
          name: FactNameShape,
          type: Words(['words', 'flag', 'text', 'number', 'money'] as const),
          words: Type.Array(Type.String(), { description: 'What it may be, where that is a closed list.' }),
        },
        { title: 'PolicyFactShape', ...closed },
      ),
    ),
    categories: Type.Array(Type.String(), { description: 'Categories that rules speak of; there are others besides.' }),
    zone: Type.String({ description: 'Of the workspace: in it a version begins with a day.' }),
  },
  { title: 'PolicyGround', ...closed },
)
export type PolicyGround = Static<typeof PolicyGround>
