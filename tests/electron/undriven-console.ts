// The program without Playwright: a plain DevTools connection to its page. Playwright pauses every new page until it has
// looked at it; a refused one is never resumed, and it pauses the page that asked along with it.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'

export type UndrivenConsole = {
  /** The value of a JavaScript expression in the page; a promise is waited for. */
  evaluate<T>(expression: string): Promise<T>
  /** Addresses of all pages the program has. */
  pages(): Promise<string[]>
  close(): Promise<void>
}

export async function startUndriven(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<UndrivenConsole> {
  const child = spawn(program, ['--remote-debugging-port=0', ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  const gone = new Promise<void>((done) => {
    child.once('exit', () => done())
  })
  const endpoint = await new Promise<string>((found, failed) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const [, host] = /DevTools listening on ws:\/\/([^/]+)/.exec(line) ?? []
      if (host) found(host)
    })
    void gone.then(() => failed(new Error('Electron ended before it listened')))
  })
  const targets = async () => {
    const answer = await fetch(`http://${endpoint}/json/list`)
    const all = (await answer.json()) as { type: string; url: string; webSocketDebuggerUrl: string }[]
    return all.filter(({ type }) => type === 'page')
  }
  return {
    pages: async () => (await targets()).map(({ url }) => url),
    evaluate: async (expression) => evaluateAt((await targets())[0]?.webSocketDebuggerUrl ?? '', expression),
    close: async () => {
      child.kill()
      await gone
    },
  }
}

async function evaluateAt<T>(address: string, expression: string): Promise<T> {
  const socket = new WebSocket(address)
  try {
    return await new Promise<T>((done, failed) => {
      const params = { expression, awaitPromise: true, returnByValue: true }
      socket.once('open', () => socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params })))
      socket.once('error', failed)
      socket.on('message', (data) => {
        const { id, result } = JSON.parse(String(data))
        if (id === 1) done(result.result.value)
      })
    })
  } finally {
    socket.close()
  }
}
