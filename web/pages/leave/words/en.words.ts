import type { Words } from '../words.ts'

export const words: Words = {
  title: 'Unsubscribe',
  ask: (store) => `Do you want no more offers from ${store}?`,
  button: 'No more offers',
  done: 'You are unsubscribed',
  doneDetail: (store) => `${store} will send you no more offers. Messages about your orders are not affected.`,
  failed: 'That did not work. Please check your connection and try again.',
  retry: 'Try again',
  notFoundTitle: 'This link does not work',
  notFound: 'Please open it from the letter once more. You can also simply answer the letter.',
}
