// A phone in memory: one track that is open or closed, a log of what it was told, and events when a test says so.
import { ok, type Result } from '#contract/result.ts'
import { silentMeters } from '#renderer/line/meters.ts'
import type { Invite, Phone, PhoneEvent } from '#renderer/line/phone.ts'

export type FakeLine = {
  readonly phone: Phone
  readonly log: string[] // 'answer ID', 'decline ID 486', 'hangUp ID', 'digits 5 info', 'open', 'close'
  readonly emit: (event: PhoneEvent) => void
  readonly register: () => void
  readonly isOpen: () => boolean
  /** No sound comes of what is established. */
  isSoundless: boolean
  /** What sendDigits answers; replace it to let it fail. */
  digits: () => Promise<Result<null>>
  stats: Phone['stats']
  echo: Phone['measureEcho']
  path: Phone['mediaPath']
  messages: Phone['messages']
  /** What comes of asking for the microphone again. */
  retried: Phone['retryMicrophone']
  /** What comes of opening one that rests. */
  opened: Phone['wantMicrophone']
  meters: Phone['openMeters']
}

export const invite = (id: string, headers: Record<string, string> = {}, number = '5551234'): Invite => ({
  id,
  from: { name: null, number },
  requestUri: 'sip:5001@console.invalid',
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value]])),
})

export function fakeLine(): FakeLine {
  const log: string[] = []
  const listeners = new Set<(event: PhoneEvent) => void>()
  let open = false
  const emit = (event: PhoneEvent): void => {
    for (const listener of listeners) listener(event)
    if (event.kind === 'established' && !line.isSoundless) emit({ kind: 'sound', id: event.id, sound: 'came' })
  }
  const line: FakeLine = {
    log,
    emit,
    register: () => emit({ kind: 'registration', registration: { kind: 'registered' } }),
    isOpen: () => open,
    isSoundless: false,
    digits: async () => ok(null),
    stats: async () => null,
    echo: async () => null,
    path: async () => null,
    messages: () => [],
    retried: async () => 'ready',
    opened: async () => 'ready',
    meters: () => silentMeters,
    phone: {
      connect: () => void log.push('connect'),
      disconnect: () => void log.push('disconnect'),
      takeWays: ({ iceServers }) => void log.push(`ways ${iceServers.map(({ urls }) => urls).join(' ')}`),
      check: () => void log.push('check'),
      renewPaths: () => void log.push('renewPaths'),
      onEvent: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      answer: (id) => void log.push(`answer ${id}`),
      decline: (id, status) => void log.push(`decline ${id} ${status}`),
      hangUp: (id) => void log.push(`hangUp ${id}`),
      dial: (id, number) => void log.push(`dial ${id} ${number}`),
      setAside: (id, tell) => void log.push(`${tell ? 'hold' : 'rest'} ${id}`),
      takeBack: (id) => void log.push(`takeBack ${id}`),
      transfer: (id, to) => void log.push(`transfer ${id} to ${to.kind === 'number' ? to.number : to.id}`),
      sendDigits: (_id, digits, by) => {
        log.push(`digits ${digits} ${by}`)
        return line.digits()
      },
      setMicrophoneOpen: (wanted) => {
        if (wanted !== open) log.push(wanted ? 'open' : 'close')
        open = wanted
        return open
      },
      insist: (what) => void log.push(`insist ${what}`),
      chooseAudio: () => void log.push('chooseAudio'),
      setVolume: (volume) => void log.push(`volume ${volume}`),
      wantMicrophone: () => {
        log.push('wantMicrophone')
        return line.opened()
      },
      retryMicrophone: () => {
        log.push('retryMicrophone')
        return line.retried()
      },
      standIn: (sound) => void log.push(sound ? 'tone' : 'own microphone'),
      tracks: { sent: () => null, received: () => null },
      stats: () => line.stats(),
      measureEcho: (id) => {
        log.push(`measureEcho ${id}`)
        return line.echo(id)
      },
      mediaPath: () => line.path(),
      messages: () => line.messages(),
      openMeters: () => line.meters(),
    },
  }
  return line
}
