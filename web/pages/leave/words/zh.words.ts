import type { Words } from '../words.ts'

export const words: Words = {
  title: '退订',
  ask: (store) => `不再接收 ${store} 的优惠信息？`,
  button: '不再接收',
  done: '已退订',
  doneDetail: (store) => `${store} 不会再向您发送优惠信息。与订单有关的邮件不受影响。`,
  failed: '操作未成功。请检查网络后重试。',
  retry: '重试',
  notFoundTitle: '此链接无效',
  notFound: '请从邮件中重新打开，或直接回复邮件。',
}
