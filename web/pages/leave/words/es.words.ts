import type { Words } from '../words.ts'

export const words: Words = {
  title: 'Darse de baja',
  ask: (store) => `¿No desea recibir más ofertas de ${store}?`,
  button: 'No más ofertas',
  done: 'Se ha dado de baja',
  doneDetail: (store) => `${store} no le enviará más ofertas. Los mensajes sobre sus pedidos no cambian.`,
  failed: 'No ha funcionado. Compruebe su conexión e inténtelo de nuevo.',
  retry: 'Intentar de nuevo',
  notFoundTitle: 'Este enlace no funciona',
  notFound: 'Ábralo de nuevo desde el correo. También puede responder al correo.',
}
