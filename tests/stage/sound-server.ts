// A private PulseAudio server for one Chromium: headsets and loudspeakers that are plugged in and out, and what each loudspeaker plays.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toneDb } from './tone.ts'

export type SoundServer = {
  /** For the programs that are to have its devices. */
  readonly env: NodeJS.ProcessEnv
  /** A microphone that gives this tone, named by it, as `nameOfMicrophone` has it; the stop unplugs it. */
  microphone(hz: number): () => void
  loudspeaker(name: string): Loudspeaker
  /** Makes it the system's own choice. */
  prefer(kind: 'source' | 'sink', name: string): void
  close(): void
}

export type Loudspeaker = {
  /** Level of a tone it has played just now, dBFS. */
  db(hz: number): number
  unplug(): void
}

export const nameOfMicrophone = (hz: number): string => `Microphone with ${hz} Hz`
const sourceOf = (hz: number): string => `mic${hz}`

/** null: this machine can; else what is missing. */
export const whyNoSoundServer = (): string | null =>
  ['pulseaudio', 'pactl', 'parec'].every((program) => existsSync(`/usr/bin/${program}`))
    ? null
    : 'no PulseAudio; on Debian: apt install pulseaudio pulseaudio-utils'

export async function startSoundServer(): Promise<SoundServer> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-sound-'))
  const socket = join(folder, 'socket')
  const env = { PULSE_SERVER: `unix:${socket}`, HOME: folder, XDG_RUNTIME_DIR: folder, PULSE_RUNTIME_PATH: folder }
  const script = join(folder, 'start.pa')
  const protocol = `load-module module-native-protocol-unix auth-anonymous=1 socket=${socket}`
  // As every desktop has it: what plays on a device that goes is moved to another one.
  // A choice of the system's own before there is any: what is on it is moved along when that becomes another.
  const nowhere =
    'load-module module-null-sink sink_name=nowhere\nset-default-sink nowhere\nset-default-source nowhere.monitor'
  writeFileSync(script, `load-module module-rescue-streams\n${nowhere}\n${protocol}\n`)
  const flags = ['-n', '-F', script, '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no', '--realtime=no']
  const server = spawn('pulseaudio', flags, { env: { ...process.env, ...env }, stdio: 'ignore' })
  const last = () => void server.kill('SIGKILL')
  process.once('exit', last)
  while (!existsSync(socket)) {
    if (server.exitCode !== null) throw new Error(`pulseaudio ended with ${server.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const control = (...words: readonly string[]): string =>
    execFileSync('pactl', words, { env: { ...process.env, ...env }, encoding: 'utf8' }).trim()
  const load = (...words: readonly string[]) => {
    const id = control('load-module', ...words)
    return () => void control('unload-module', id)
  }
  return {
    env,
    // PulseAudio has a source of its own that is a tone, which comes in pieces with seconds between them.
    microphone(hz) {
      const [source, air] = [sourceOf(hz), `${sourceOf(hz)}-air`]
      const stops = [
        load('module-null-sink', `sink_name=${air}`),
        load('module-sine', `sink=${air}`, `frequency=${hz}`),
        load(
          'module-remap-source',
          `source_name=${source}`,
          `master=${air}.monitor`,
          `source_properties='device.description="${nameOfMicrophone(hz)}"'`,
        ),
      ]
      return () => {
        for (const stop of stops.reverse()) stop()
      }
    },
    loudspeaker(name) {
      const unplug = load('module-null-sink', `sink_name=${name}`, `sink_properties=device.description=${name}`)
      const { db, stop } = listenTo(name, { ...process.env, ...env })
      return {
        db,
        unplug: () => {
          stop()
          unplug()
        },
      }
    },
    prefer: (kind, name) => void control(`set-default-${kind}`, name),
    close: () => {
      process.off('exit', last)
      last()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const RATE = 48_000
const WINDOW_BYTES = 2 * 0.2 * RATE

/** What it plays is recorded as long as it is there. */
function listenTo(name: string, env: NodeJS.ProcessEnv) {
  const flags = ['--format=s16le', `--rate=${RATE}`, '--channels=1', '--latency-msec=50']
  const recorder = spawn('parec', [`--device=${name}.monitor`, ...flags], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  let newest = Buffer.alloc(0)
  recorder.stdout.on('data', (bytes: Buffer) => {
    newest = Buffer.concat([newest, bytes]).subarray(-WINDOW_BYTES)
  })
  return {
    stop: () => void recorder.kill(),
    db: (hz: number): number => {
      const samples = Array.from({ length: newest.length >> 1 }, (_, i) => newest.readInt16LE(2 * i) / 32_768)
      return samples.length === 0 ? -120 : toneDb(samples, hz, RATE)
    },
  }
}
