/** Under which the mails that were set aside are kept in the cache. */
export const quarantineKey = ['quarantined-mails'] as const
