// The dialplan context for sites without ARI, as text: the administrator includes it, the tests run it, docs/asterisk.md shows it.
import type { Mode } from '../../../src-preload/contract/monitor.ts'

/** One digit a mode; each is a one-digit extension reached out of ChanSpy by its option X. */
export const digitOf = { listen: '4', whisperAgent: '5', join: '6', whisperCaller: '7' } as const satisfies Record<
  Mode,
  string
>

/** Variable with the prefix of the agent's channels, e.g. `PJSIP/1001-`. The dash at its end keeps 10011 out. */
export const targetVariable = 'EARSHOT_SPY'

/**
 * ChanSpy options (Asterisk's documentation of ChanSpy): q quiet, b only bridged calls, X leave by a one-digit extension,
 * w whisper, B barge, E leave when the spied channel hangs up, S stop when there is nothing more to spy on.
 * Every speaking mode has E or S, so that it can never reach into the agent's next call; what follows is listening.
 */
export function monitorContext(name: string): string {
  const spy = (options: string) => `ChanSpy(\${${targetVariable}},${options})`
  return `; Monitoring from the supervisors' console. The console starts calls here and presses digits; nobody dials it.
[${name}]
exten => s,1,Answer()
 same => n,Goto(4,1)
; 4: listen
exten => 4,1,${spy('qbX')}
 same => n,Wait(0.1)
 same => n,Goto(4,1)
; 5: whisper to the agent
exten => 5,1,${spy('qbXwE')}
 same => n,Goto(4,1)
; 6: join the call
exten => 6,1,${spy('qbXBE')}
 same => n,Goto(4,1)
; 7: whisper to the other party, found as the bridge peer of the agent's channel
exten => 7,1,Set(EARSHOT_AGENT=\${CUT(CHANNELS(^\${${targetVariable}}),\\ ,1)})
 same => n,Set(EARSHOT_PEER=\${IMPORT(\${EARSHOT_AGENT},BRIDGEPEER)})
 same => n,GotoIf($["\${EARSHOT_PEER}" = ""]?4,1)
 same => n,ChanSpy(\${EARSHOT_PEER},qXwS)
 same => n,Goto(4,1)
`
}
