// A port as it is behind a firewall that drops packets: a connection to it is neither accepted nor refused.
// Linux leaves a SYN unanswered while the queue of the listening socket is full; its program stands still, and accepts nobody.
import { spawn } from 'node:child_process'
import { connect, type Socket } from 'node:net'

const program = `const server = require('node:net').createServer()
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  require('node:fs').writeSync(1, String(server.address().port) + '\\n')
  process.kill(process.pid, 'SIGSTOP')
})`

const ANSWERS_WITHIN_MS = 500

export async function openDeafPort(): Promise<{ readonly number: number; close(): Promise<void> }> {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const last = () => void child.kill('SIGKILL')
  process.once('exit', last)
  const number = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (said) => resolve(Number(said)))
    child.once('error', reject)
    child.once('exit', () => reject(new Error('the deaf port ended')))
  })
  const waiting: Socket[] = []
  while (await getsThrough(number, waiting)) if (waiting.length > 20) throw new Error('the port is not deaf')
  return {
    number,
    close: async () => {
      process.off('exit', last)
      for (const socket of waiting) socket.destroy()
      const gone = new Promise((resolve) => child.once('exit', resolve))
      last()
      await gone
    },
  }
}

function getsThrough(port: number, waiting: Socket[]): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    waiting.push(socket)
    const timer = setTimeout(() => resolve(false), ANSWERS_WITHIN_MS)
    socket.on('error', () => {})
    socket.once('connect', () => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}
