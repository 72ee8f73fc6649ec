import type { Words } from '../words.ts'

export const words: Words = {
  title: '配信停止',
  ask: (store) => `${store}からのご案内の配信を停止しますか？`,
  button: '配信を停止する',
  done: '配信を停止しました',
  doneDetail: (store) => `${store}からのご案内は今後送信されません。ご注文に関するメールには影響しません。`,
  failed: '処理できませんでした。接続を確認して、もう一度お試しください。',
  retry: 'もう一度試す',
  notFoundTitle: 'このリンクは使えません',
  notFound: 'メールからもう一度開いてください。メールに返信していただくこともできます。',
}
