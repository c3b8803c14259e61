// FreeSWITCH's own command line, by a connection that is not the console's.
import { connect } from 'node:net'
import type { DemoPbx } from '../../stage/demo-floor.ts'
import { freeswitchOf } from '../../stage/freeswitch-floor.ts'
import { eslFrames } from '../wire/esl-frames.ts'

/** What it answers. Rejects where the connection ends before. */
export function freeswitchCli({ ready }: DemoPbx, command: string): Promise<string> {
  const { host, port, password } = freeswitchOf(ready)
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => socket.write(`auth ${password}\n\napi ${command}\n\n`))
    socket.on('error', reject)
    socket.on('close', () => reject(new Error(`no answer to ${command}`)))
    socket.on(
      'data',
      eslFrames(({ type, body }) => {
        if (type !== 'api/response') return
        resolve(body)
        socket.destroy()
      }),
    )
  })
}
