/** What a route leads to in the audit log: the action of its entry, or why it leads to none. */
export type Audited = { readonly action: string } | { readonly none: string }

const action = (name: string): Audited => ({ action: name })
const none = (reason: string): Audited => ({ none: reason })

const timeline = none('the ticket’s own timeline keeps who, when and what')
const draft = none('a draft rules nothing; who wrote which version is kept with the text')
const unread = none('nothing is recorded of the file yet; the import itself keeps who gave it and when')
const trial = none('nothing is kept: it only answers a question')
const buyers = none('a buyer’s letter, kept as a message')
const followUpSteps = none('the follow-up’s own steps keep who, when and what, and what it was before')
const ownWork = none('a person’s own work state, not a setting of the workspace')

/**
 * Every route that changes something, and every one that hands out personal data on purpose, by its operationId. A new
 * route must be put here: `npm run check` fails while it is in neither list.
 */
export const auditedRoutes: Readonly<Record<string, Audited>> = {
  setUp: action('access.workspace-created'),
  signIn: action('access.signed-in'),
  signOut: action('access.signed-out'),
  acceptInvitation: action('access.invitation-accepted'),
  changeProfile: action('access.profile-changed'),
  changePassword: action('access.password-changed'),
  confirmPassword: none('it changes nothing yet: what is done after it has its own entry'),
  endSession: action('access.session-ended'),
  endOtherSessions: action('access.sessions-ended'),
  createToken: action('access.token-created'),
  revokeToken: action('access.token-revoked'),
  inviteMember: action('access.member-invited'),
  changeMember: action('access.member-changed'),
  renewInvitation: action('access.invitation-renewed'),
  createRole: action('access.role-created'),
  changeRole: action('access.role-changed'),
  deleteRole: action('access.role-deleted'),
  createTeam: action('access.team-created'),
  changeTeam: action('access.team-changed'),
  deleteTeam: action('access.team-deleted'),

  exportAuditEntries: action('audit.exported'),
  verifyAudit: action('audit.verification-asked'),

  takeBackup: action('backups.asked'),

  lookForCleanups: none('it only counts; what is cleaned away has its own entry'),
  changeCleanupDays: action('cleanups.days-changed'),
  exportCleanupFindings: action('cleanups.exported'),
  runCleanup: action('cleanups.started'),
  undoCleanup: action('cleanups.undo-asked'),

  createStore: action('stores.store-created'),
  changeStore: action('stores.store-changed'),
  deleteStore: action('stores.store-deleted'),
  changeMarketplace: action('stores.marketplace-changed'),
  recordRule: action('stores.rule-recorded'),
  endRule: action('stores.rule-ended'),

  readCustomer: action('customers.revealed'),
  changeCustomer: action('customers.changed'),
  recordConsent: action('customers.consent-recorded'),
  changeCustomerThresholds: action('customers.thresholds-changed'),
  previewCustomerThresholds: trial,
  mergeCustomers: action('customers.merged'),
  undoMerge: action('customers.merge-undone'),
  setApart: action('customers.set-apart'),
  exportCustomer: action('customers.exported'),
  downloadCustomerExport: action('customers.export-downloaded'),
  eraseCustomer: action('customers.erasure-asked'),

  createFollowUpPlan: action('followups.plan-created'),
  changeFollowUpPlan: action('followups.plan-changed'),
  previewFollowUpPlan: trial,
  recordFollowUpOutcome: followUpSteps,
  skipFollowUp: followUpSteps,
  assignFollowUp: followUpSteps,
  beginFollowUpLetter: followUpSteps,
  undoFollowUp: followUpSteps,
  exportSuggestions: action('followups.suggestions-exported'),

  createOffer: action('offers.created'),
  previewOffer: trial,
  changeOffer: action('offers.changed'),
  approveOffer: action('offers.approved'),
  startOffer: action('offers.started'),
  stopOffer: action('offers.stopped'),
  unsubscribe: none('the customer’s own word: kept with their consents, and recorded in their name'),

  recordCosts: action('products.costs-recorded'),
  readOrder: action('orders.revealed'),
  recordOrderRows: action('orders.recorded'),
  recordReturnRows: action('orders.returns-recorded'),
  recordShipmentRows: action('orders.shipments-recorded'),
  recordMoneyRows: action('orders.money-recorded'),
  recordFeedbackRows: action('orders.feedback-recorded'),
  recordCurrencyRates: action('orders.rates-recorded'),
  recordRateFile: action('orders.rates-recorded'),
  uploadImport: unread,
  changeImport: unread,
  startImport: action('imports.started'),
  stopImport: action('imports.stopped'),

  createChannel: action('channels.channel-created'),
  changeChannel: action('channels.channel-changed'),
  deleteChannel: action('channels.channel-deleted'),
  tryChannel: trial,
  tryChannelSettings: trial,
  readQuarantinedMail: action('channels.mail-read'),
  downloadQuarantinedMail: action('channels.mail-downloaded'),
  releaseQuarantinedMail: action('channels.mail-released'),
  discardQuarantinedMail: action('channels.mail-discarded'),
  retryOutgoingMail: none('the same letter goes on its way; its own history keeps each try'),

  createTemplate: action('templates.template-created'),
  changeTemplate: action('templates.template-changed'),
  retireTemplate: action('templates.template-retired'),
  restoreTemplate: action('templates.template-restored'),
  publishTemplateText: action('templates.text-published'),
  writeTemplateText: draft,
  discardTemplateText: draft,
  submitTemplateText: draft,
  returnTemplateText: draft,
  previewTemplate: trial,
  previewTemplateText: trial,
  renderTemplate: trial,
  checkOutgoing: trial,
  createPhrase: action('templates.phrase-created'),
  changePhrase: action('templates.phrase-changed'),
  deletePhrase: action('templates.phrase-deleted'),

  createSlaPolicy: action('sla.policy-created'),
  replaceSlaPolicy: action('sla.policy-changed'),
  deleteSlaPolicy: action('sla.policy-deleted'),
  createCalendar: action('sla.calendar-created'),
  replaceCalendar: action('sla.calendar-changed'),
  deleteCalendar: action('sla.calendar-deleted'),
  importHolidays: action('sla.holidays-imported'),

  tryClassification: trial,
  correctClassification: none('a correction of one letter; it is kept with who made it'),
  saveClassificationSettings: action('classification.settings-changed'),
  addKeywordRule: action('classification.rule-added'),
  changeKeywordRule: action('classification.rule-changed'),
  removeKeywordRule: action('classification.rule-removed'),

  openTicket: timeline,
  changeTicket: timeline,
  assignTicket: timeline,
  snoozeTicket: timeline,
  resolveTicket: timeline,
  reopenTicket: timeline,
  escalateTicket: timeline,
  followTicket: ownWork,
  unfollowTicket: ownWork,
  showPresence: ownWork,

  writeMessage: timeline,
  undoSend: timeline,
  retrySend: timeline,
  checkText: trial,
  writeLetter: trial,
  saveDraft: ownWork,
  upload: none('a file beside a letter that is not sent yet; the message keeps it'),
  readAttachment: action('messages.attachment-opened'),
  setAcknowledgement: action('messages.acknowledgement-switched'),

  setOwnDuty: ownWork,
  changeAvailability: action('assignment.availability-changed'),
  changeAssignmentSettings: action('assignment.settings-changed'),
  linkOrder: timeline,
  unlinkOrder: timeline,
  beginOrderTask: timeline,
  moveOrderTask: timeline,
  changeOrderTaskLimits: action('procedures.limits-changed'),
  takeNextTicket: timeline,
  handOverTickets: timeline,
  rebalanceTickets: timeline,

  sendPhotos: buyers,
  sendWord: buyers,
  sendForm: buyers,
  switchWebForm: action('portal.web-form-switched'),
  renewWebFormLink: action('portal.web-form-link-renewed'),

  loadDemo: action('demo.loaded'),
  wipeDemo: action('demo.wiped'),
}

/** Actions that no route alone stands for: what fails, what is refused, what the command line does. */
export const furtherActions: readonly string[] = [
  'access.sign-in-failed',
  'access.locked-out',
  'access.refused',
  'access.member-added',
  'audit.verified',
  'cleanups.done',
  'cleanups.failed',
  'cleanups.undone',
  'customers.erased',
  'policies.policy-brought',
  'templates.letter-brought',
  'offers.finished',
]
