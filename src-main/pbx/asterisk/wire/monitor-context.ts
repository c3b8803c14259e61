// The dialplan context for sites without ARI, as text: the administrator includes it, the tests run it, docs/asterisk.md shows it.
import { type Mode, modes } from '#contract/monitor.ts'

/** One digit a mode; each is a one-digit extension reached out of ChanSpy by its option X. */
export const digitOf = { listen: '4', whisperAgent: '5', join: '6', whisperCaller: '7' } as const satisfies Record<
  Mode,
  string
>

export const modeOfDigit = (digit: string | undefined): Mode | null =>
  modes.find((mode) => digitOf[mode] === digit) ?? null

/** Where the line waits in silence while there is no call. */
export const idleExtension = '0'

/** Channel variables the console sets: the agent's channel, and the channel on its other side. Whole names, so nothing else matches. */
export const agentVariable = 'EARSHOT_SPY'
export const peerVariable = 'EARSHOT_PEER'

/**
 * ChanSpy's options (its page in Asterisk's documentation): q quiet, b only bridged calls, X leave by a one-digit
 * extension, w whisper, B barge, E leave when the spied channel hangs up, S stop when there is nothing more to spy on.
 * Every speaking mode has E or S, so that it never outlives its call; what comes after it is listening.
 */
export function monitorContext(name: string): string {
  return `; Monitoring from the supervisors' console. The console starts calls here; nobody dials it.
[${name}]
exten => s,1,Answer()
 same => n,Goto(4,1)
; 4: listen
exten => 4,1,ChanSpy(\${${agentVariable}},qbX)
 same => n,Wait(0.1)
 same => n,Goto(4,1)
; 5: whisper to the agent
exten => 5,1,ChanSpy(\${${agentVariable}},qbXwE)
 same => n,Goto(4,1)
; 6: join the call
exten => 6,1,ChanSpy(\${${agentVariable}},qbXBE)
 same => n,Goto(4,1)
; 7: whisper to the caller
exten => 7,1,ChanSpy(\${${peerVariable}},qXwS)
 same => n,Goto(4,1)
; 0: silence between two calls
exten => 0,1,Wait(3600)
 same => n,Goto(0,1)
`
}
