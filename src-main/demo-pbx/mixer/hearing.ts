// Who hears whom: the one rule that keeps every ear apart. Pure.
export type Side = 'from' | 'to'
export type MonitorMode = 'listen' | 'whisper-agent' | 'whisper-caller' | 'join'

/** `talking`: both sides hear each other · `held`: neither does · `alone`: only the caller is there (its new agent's phone rings). */
export type RoomState = 'talking' | 'held' | 'alone'

export type Place =
  | { readonly kind: 'party'; readonly side: Side }
  | { readonly kind: 'supervisor'; readonly id: string; readonly agentSide: Side; readonly mode: MonitorMode }

export const otherSide = (side: Side): Side => (side === 'from' ? 'to' : 'from')

/** Whether `listener` hears `speaker` in one call. Nobody hears themselves; of supervisors only those who joined are heard by others. */
export function hears(listener: Place, speaker: Place, state: RoomState): boolean {
  if (listener.kind === 'party') {
    if (speaker.kind === 'supervisor') return reaches(speaker, listener.side)
    return state === 'talking' && speaker.side !== listener.side
  }
  if (speaker.kind === 'party') return state !== 'held'
  return speaker.id !== listener.id && speaker.mode === 'join'
}

function reaches(supervisor: Extract<Place, { kind: 'supervisor' }>, side: Side): boolean {
  switch (supervisor.mode) {
    case 'listen':
      return false
    case 'whisper-agent':
      return side === supervisor.agentSide
    case 'whisper-caller':
      return side !== supervisor.agentSide
    case 'join':
      return true
  }
}
