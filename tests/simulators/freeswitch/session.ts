// One Event Socket connection of the simulated FreeSWITCH, without its socket. Source: samples/01 and the end of samples/02.
import type { Headers } from './channel.ts'
import type { Faults } from './faults.ts'

export type SessionParts = {
  readonly password: string
  readonly run: (command: string) => Promise<string>
  readonly now: () => number
  readonly after: (ms: number, run: () => void) => unknown
  readonly faults: () => Faults
  readonly randomId: () => string
  readonly write: (bytes: string) => void
  readonly close: () => void
}

export type Session = {
  readonly read: (text: string) => void
  readonly tell: (event: Headers) => void
}

const reply = (text: string, more = ''): string => `Content-Type: command/reply\nReply-Text: ${text}\n${more}\n`
const frame = (type: string, body: string): string =>
  `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: ${type}\n\n${body}`

export function openSession(parts: SessionParts): Session {
  let unread = ''
  let isIn = false
  const names = new Set<string>()
  // One socket answers in order, whatever takes its time.
  let turn: Promise<unknown> = Promise.resolve()
  const out = (text: string) => {
    const { lateMs } = parts.faults()
    if (lateMs > 0) parts.after(lateMs, () => parts.write(text))
    else parts.write(text)
  }
  const tell = (event: Headers) => {
    const { lose, twice } = parts.faults()
    const name = event['Event-Name'] ?? ''
    const asked = event['Event-Subclass'] ?? name
    if (!isIn || !names.has(asked) || lose.includes(name)) return
    const bytes = frame('text/event-json', JSON.stringify(event))
    out(bytes)
    if (twice.includes(name)) out(bytes)
  }
  const obey = async (line: string): Promise<void> => {
    const [verb = '', ...words] = line.split(' ')
    if (verb === 'auth' || verb === 'userauth') return signIn(line)
    if (!isIn) return
    switch (verb) {
      case 'event':
        return subscribe(words)
      case 'api':
        return answer(words.join(' '))
      case 'bgapi':
        return job(words.join(' '))
      case 'exit':
        out(reply('+OK bye'))
        return parts.close()
      default:
        out(reply('-ERR command not found'))
    }
  }
  const signIn = (line: string) => {
    isIn = line.split(/[ :]/).at(-1) === parts.password
    if (isIn) return out(reply('+OK accepted'))
    out(reply('-ERR invalid'))
    out(frame('text/disconnect-notice', 'Disconnected, goodbye.\nSee you at ClueCon! http://www.cluecon.com/\n'))
    parts.close()
  }
  /** Behind CUSTOM everything is a subclass: an event named there never comes. */
  const subscribe = ([format = '', ...asked]: readonly string[]) => {
    const custom = asked.indexOf('CUSTOM')
    const plain = custom < 0 ? asked : asked.slice(0, custom)
    const known = plain.filter((name) => /^(CHANNEL_|CALL_|MEDIA_BUG|DTMF|BACKGROUND_JOB|HEARTBEAT)/.test(name))
    if (known.length === 0 && custom < 0) return out(reply('-ERR no keywords supplied'))
    for (const name of [...known, ...(custom < 0 ? [] : asked.slice(custom + 1))]) names.add(name)
    out(reply(`+OK event listener enabled ${format}`))
  }
  const answer = async (command: string): Promise<void> => {
    const { text, isMute } = await obeyed(command)
    if (!isMute) out(frame('api/response', text))
  }
  const job = async (command: string): Promise<void> => {
    const id = parts.randomId()
    out(reply(`+OK Job-UUID: ${id}`, `Job-UUID: ${id}\n`))
    void obeyed(command).then(({ text, isMute }) => {
      if (!isMute)
        tell({
          'Event-Name': 'BACKGROUND_JOB',
          'Event-Date-Timestamp': String(parts.now() * 1000),
          'Job-UUID': id,
          'Job-Command': command.split(' ')[0] ?? '',
          _body: text,
        })
    })
  }
  const obeyed = async (command: string): Promise<{ readonly text: string; readonly isMute: boolean }> => {
    const { refuse, mute, ignore } = parts.faults()
    const refusal = refuse.find((one) => command.startsWith(one.command))
    const isMute = mute.some((one) => command.startsWith(one))
    if (refusal && !refusal.done) return { text: refusal.text, isMute }
    if (ignore.some((one) => command.startsWith(one))) return { text: '+OK\n', isMute }
    const text = await parts.run(command)
    return { text: refusal?.text ?? text, isMute }
  }
  out('Content-Type: auth/request\n\n')
  return {
    tell,
    read(text) {
      unread += text
      for (let end = unread.indexOf('\n\n'); end >= 0; end = unread.indexOf('\n\n')) {
        const line = unread.slice(0, end).trim()
        unread = unread.slice(end + 2)
        turn = turn.then(() => obey(line))
      }
    },
  }
}
