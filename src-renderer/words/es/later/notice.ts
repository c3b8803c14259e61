// Español: qué se comunica de la supervisión al agente y a quien llama, en la tarjeta y en el historial.
import type { NoticeWords } from '../../en/later/notice-type.ts'

export const notice: NoticeWords = {
  name: 'Aviso de supervisión',
  tone: {
    agent: 'Tono al agente',
    caller: 'Tono a quien llama',
    both: 'Tono a ambos',
  },
  every: (tone, seconds) => `${tone} cada ${seconds} s`,
  once: (tone) => `${tone}, una vez`,
  toneFailed: 'No se pudo reproducir el tono',
  announcement: {
    due: 'Anuncio antes de que hable',
    playing: 'El anuncio está sonando',
    given: 'Anunciado: puede hablar',
    failed: 'No se pudo reproducir el anuncio',
  },
  announcedTo: {
    agent: 'Anuncio al agente antes de la primera palabra',
    caller: 'Anuncio a quien llama antes de la primera palabra',
    both: 'Anuncio al agente y a quien llama antes de la primera palabra',
  },
  sign: {
    given: 'Mensaje en el teléfono del agente',
    failed: 'No se pudo enviar el mensaje al teléfono del agente',
  },
  isPrivate: 'Sin aviso, hasta que hable',
  wasPrivate: 'Iniciada sin aviso',
}
