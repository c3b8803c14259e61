// Spanish: what the browser shell says on a page of its own, where the console cannot be shown.
import type { RefusalWords } from './en.ts'

export const es: RefusalWords = {
  usedAddress: {
    title: 'Esta dirección ya se ha usado',
    text: 'Abre Earshot una sola vez. Si Earshot está abierto en otra ventana, continúe allí. Si no, vuelva a iniciar Earshot para obtener otra dirección.',
  },
  noKey: {
    title: 'Esta dirección no está completa',
    text: 'Abra la dirección entera que Earshot muestra al iniciarse. Si ya se ha usado, vuelva a iniciar Earshot para obtener otra.',
  },
  otherHost: {
    title: 'Esta no es la dirección de Earshot',
    text: 'Abra la dirección que Earshot muestra al iniciarse, en el equipo donde se ejecuta.',
  },
  noPage: { title: 'Esta página no existe', text: 'Ciérrela y continúe en la ventana de Earshot.' },
  onlyGet: {
    title: 'Earshot no puede responder a esto',
    text: 'Cierre esta página y continúe en la ventana de Earshot.',
  },
}
