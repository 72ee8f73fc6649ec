import { defineProblems, Refusal } from '../platform/errors.ts'

defineProblems({
  'demo.loading': {
    status: 409,
    en: 'The demo data is still being loaded. Wait until it is there, then wipe it.',
    'zh-CN': '演示数据仍在载入。请等载入完成后再清除。',
  },
})

/** The refusal of wiping what is only just coming. */
export const stillLoading = (): Refusal => new Refusal('demo.loading')
