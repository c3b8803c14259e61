// What the PBX itself prints: commands of Asterisk's own console, asked for over a connection that shares nothing with the product.
import { connect } from 'node:net'

export type Cli = {
  run(command: string): Promise<readonly string[]>
  /** An action of AMI that answers at once; its answer is not looked at. */
  act(fields: Readonly<Record<string, string>>): void
  close(): void
}

export type CliLogin = { readonly port: number; readonly user: string; readonly secret: string }

export async function openCli({ port, user, secret }: CliLogin): Promise<Cli> {
  const socket = connect(port, '127.0.0.1')
  const waiting = new Map<string, (lines: readonly string[]) => void>()
  let rest = ''
  let last = 0
  socket.setEncoding('utf8')
  socket.on('error', () => undefined)
  socket.on('data', (text: string) => {
    const blocks = (rest + text).split('\r\n\r\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const lines = block.split('\r\n')
      const id = lines.find((line) => line.startsWith('ActionID: '))?.slice('ActionID: '.length) ?? ''
      waiting.get(id)?.(lines.flatMap((line) => (line.startsWith('Output: ') ? line.slice('Output: '.length) : [])))
      waiting.delete(id)
    }
  })
  socket.on('close', () => {
    for (const answer of waiting.values()) answer([])
  })
  const send = (fields: Readonly<Record<string, string>>): string => {
    const id = `cli-${++last}`
    const rows = Object.entries({ ...fields, ActionID: id }).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.write(`${rows.join('')}\r\n`)
    return id
  }
  const ask = (fields: Readonly<Record<string, string>>): Promise<readonly string[]> =>
    new Promise((resolve) => waiting.set(send(fields), resolve))
  await ask({ Action: 'Login', Username: user, Secret: secret, Events: 'off' })
  return {
    run: (command) => ask({ Action: 'Command', Command: command }),
    act: (fields) => void send(fields),
    close: () => socket.destroy(),
  }
}
