import type { Catalogue } from '../../../i18n/en/index.ts'

/** What is recorded, by the part of the desk it belongs to. */
export const actionsOfPart = {
  access: [
    'workspace-created',
    'signed-in',
    'sign-in-failed',
    'locked-out',
    'signed-out',
    'session-ended',
    'sessions-ended',
    'password-changed',
    'profile-changed',
    'member-invited',
    'member-added',
    'member-changed',
    'invitation-renewed',
    'invitation-accepted',
    'role-created',
    'role-changed',
    'role-deleted',
    'team-created',
    'team-changed',
    'team-deleted',
    'token-created',
    'token-revoked',
    'refused',
  ],
  audit: ['exported', 'verification-asked', 'verified'],
  backups: ['asked'],
  cleanups: ['started', 'done', 'failed', 'undo-asked', 'undone', 'days-changed', 'exported'],
  stores: ['store-created', 'store-changed', 'store-deleted', 'marketplace-changed', 'rule-recorded', 'rule-ended'],
  customers: [
    'revealed',
    'changed',
    'thresholds-changed',
    'consent-recorded',
    'merged',
    'merge-undone',
    'set-apart',
    'erasure-asked',
    'erased',
    'exported',
    'export-downloaded',
  ],
  products: ['costs-recorded'],
  orders: [
    'revealed',
    'recorded',
    'returns-recorded',
    'shipments-recorded',
    'money-recorded',
    'feedback-recorded',
    'rates-recorded',
  ],
  imports: ['started', 'stopped'],
  channels: [
    'channel-created',
    'channel-changed',
    'channel-deleted',
    'mail-read',
    'mail-downloaded',
    'mail-released',
    'mail-discarded',
  ],
  templates: [
    'letter-brought',
    'template-created',
    'template-changed',
    'template-retired',
    'template-restored',
    'text-published',
    'phrase-created',
    'phrase-changed',
    'phrase-deleted',
  ],
  sla: [
    'policy-created',
    'policy-changed',
    'policy-deleted',
    'calendar-created',
    'calendar-changed',
    'calendar-deleted',
    'holidays-imported',
  ],
  classification: ['settings-changed', 'rule-added', 'rule-changed', 'rule-removed'],
  messages: ['attachment-opened', 'acknowledgement-switched'],
  procedures: ['limits-changed'],
  policies: [
    'policy-brought',
    'policy-created',
    'policy-archived',
    'policy-restored',
    'reordered',
    'draft-begun',
    'draft-saved',
    'draft-discarded',
    'version-submitted',
    'version-approved',
    'version-returned',
    'version-published',
    'rolled-back',
    'publication-cancelled',
  ],
  losses: ['booking-reversed', 'settings-changed'],
  returns: [
    'approved',
    'approval-refused',
    'ended-otherwise',
    'letter-edited',
    'refund-recorded',
    'feed-taken',
    'photo-opened',
    'terms-changed',
    'limits-changed',
  ],
  actions: ['asked', 'moved', 'department-created', 'department-changed'],
  rootcauses: ['acted-on', 'closed', 'reopened'],
  assignment: ['settings-changed', 'availability-changed'],
  followups: ['plan-created', 'plan-changed', 'suggestions-exported'],
  offers: ['created', 'changed', 'approved', 'started', 'stopped', 'finished'],
  portal: ['web-form-switched', 'web-form-link-renewed'],
  demo: ['loaded', 'wiped'],
} as const

export type Part = keyof typeof actionsOfPart

export const parts = Object.keys(actionsOfPart) as Part[]

/** An action as it is recorded: its part, a dot and what happened. */
export type Action = { [Name in Part]: `${Name}.${(typeof actionsOfPart)[Name][number]}` }[Part] &
  keyof Catalogue['audit']

/** Every action of a part. */
export const actionsOf = (part: Part): Action[] => actionsOfPart[part].map((name) => `${part}.${name}` as Action)

/** The part that an action, or a filter such as `stores.*`, is of. */
export const partOf = (action: string | null): Part | undefined => parts.find((part) => action?.startsWith(`${part}.`))
