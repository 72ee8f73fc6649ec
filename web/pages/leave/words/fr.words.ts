import type { Words } from '../words.ts'

export const words: Words = {
  title: 'Se désabonner',
  ask: (store) => `Ne plus recevoir d’offres de ${store} ?`,
  button: 'Plus d’offres',
  done: 'Vous êtes désabonné',
  doneDetail: (store) =>
    `${store} ne vous enverra plus d’offres. Les messages concernant vos commandes ne changent pas.`,
  failed: 'Cela n’a pas fonctionné. Vérifiez votre connexion et réessayez.',
  retry: 'Réessayer',
  notFoundTitle: 'Ce lien ne fonctionne pas',
  notFound: 'Ouvrez-le à nouveau depuis l’e-mail. Vous pouvez aussi simplement répondre à l’e-mail.',
}
