import type { Words } from '../words.ts'

export const words: Words = {
  title: 'Abmelden',
  ask: (store) => `Möchten Sie keine Angebote von ${store} mehr erhalten?`,
  button: 'Keine Angebote mehr',
  done: 'Sie sind abgemeldet',
  doneDetail: (store) =>
    `${store} sendet Ihnen keine Angebote mehr. Nachrichten zu Ihren Bestellungen sind davon nicht betroffen.`,
  failed: 'Das hat nicht geklappt. Bitte prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
  retry: 'Erneut versuchen',
  notFoundTitle: 'Dieser Link funktioniert nicht',
  notFound: 'Bitte öffnen Sie ihn noch einmal aus der E-Mail. Sie können auch einfach auf die E-Mail antworten.',
}
