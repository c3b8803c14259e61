// A screen for a window: the one there is, or one of its own (Xvfb) that goes with the test.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export type Screen = { readonly display: string; close(): Promise<void> }

export async function openScreen(env: NodeJS.ProcessEnv = process.env): Promise<Screen> {
  if (process.platform !== 'linux') return { display: '', close: async () => {} }
  if (env.EARSHOT_ELECTRON_DISPLAY) return { display: env.EARSHOT_ELECTRON_DISPLAY, close: async () => {} }
  // -displayfd lets Xvfb choose a free number itself and say it when it is ready.
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp']
  const xvfb = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const gone = new Promise<void>((done) => {
    xvfb.once('close', () => done())
  })
  const told = xvfb.stdio[3]
  const number = await new Promise<string>((found, failed) => {
    xvfb.once('error', failed)
    void gone.then(() => failed(new Error('Xvfb ended before it was ready')))
    createInterface({ input: told as NodeJS.ReadableStream }).once('line', found)
  })
  return {
    display: `:${number}`,
    close: async () => {
      xvfb.kill()
      await gone
    },
  }
}
