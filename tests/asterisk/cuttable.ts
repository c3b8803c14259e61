// A TCP proxy before the PBX, to cut a connection the way a network does.
import { connect, createServer, type Socket } from 'node:net'

export type Cuttable = {
  readonly port: number
  /** Cuts what is open and refuses what comes, until `mend`. */
  cut(): void
  /** Holds back all that comes from the PBX; what is open stays open. Until `release`. */
  hold(): void
  release(): void
  mend(): void
  close(): Promise<void>
}

export async function openCuttable(target: number): Promise<Cuttable> {
  const sockets = new Set<Socket>()
  const pairs = new Map<Socket, Socket>() // far -> near
  let holding = false
  let refusing = false
  const server = createServer((near) => {
    if (refusing) return void near.destroy()
    const far = connect(target, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        pairs.delete(far)
        near.destroy()
        far.destroy()
      })
    }
    pairs.set(far, near)
    near.pipe(far)
    if (!holding) far.pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const cut = () => {
    refusing = true
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cut,
    hold: () => {
      holding = true
      for (const [far, near] of pairs) far.unpipe(near)
    },
    release: () => {
      holding = false
      for (const [far, near] of pairs) far.pipe(near)
    },
    mend: () => {
      refusing = false
    },
    close: () => {
      cut()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
