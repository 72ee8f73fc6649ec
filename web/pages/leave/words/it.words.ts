import type { Words } from '../words.ts'

export const words: Words = {
  title: 'Annulla iscrizione',
  ask: (store) => `Non vuole più ricevere offerte da ${store}?`,
  button: 'Niente più offerte',
  done: 'Iscrizione annullata',
  doneDetail: (store) => `${store} non le invierà più offerte. I messaggi sui suoi ordini restano invariati.`,
  failed: 'Non ha funzionato. Controlli la connessione e riprovi.',
  retry: 'Riprova',
  notFoundTitle: 'Questo link non funziona',
  notFound: 'Lo apra di nuovo dall’e-mail. Può anche semplicemente rispondere all’e-mail.',
}
