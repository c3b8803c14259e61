// What passes on an Event Socket, frame by frame and with its bytes as they were; and the names that its commands and events have in the matrix.

export type EslFrame = {
  readonly bytes: Buffer
  readonly type: string // Content-Type
  readonly head: string
  readonly body: string
}

/** Cuts a stream of the PBX into frames, wherever it was split. */
export function eslFrames(whole: (frame: EslFrame) => void): (bytes: Buffer) => void {
  let pending = Buffer.alloc(0)
  return (bytes) => {
    pending = Buffer.concat([pending, bytes])
    for (let end = pending.indexOf('\n\n'); end >= 0; end = pending.indexOf('\n\n')) {
      const head = pending.toString('utf8', 0, end)
      const length = Number(/^Content-Length: (\d+)$/m.exec(head)?.[1] ?? 0)
      const next = end + 2 + length
      if (pending.length < next) return
      const frame = pending.subarray(0, next)
      pending = pending.subarray(next)
      whole({
        bytes: frame,
        type: /^Content-Type: (.*)$/m.exec(head)?.[1] ?? '',
        head,
        body: frame.toString('utf8', end + 2),
      })
    }
  }
}

/** Cuts what the console says into commands: each ends with an empty line. */
export function eslCommands(whole: (command: string) => void): (bytes: Buffer) => void {
  let pending = ''
  return (bytes) => {
    pending += bytes.toString('utf8')
    for (let end = pending.indexOf('\n\n'); end >= 0; end = pending.indexOf('\n\n')) {
      const command = pending.slice(0, end).trim()
      pending = pending.slice(end + 2)
      if (command !== '') whole(command)
    }
  }
}

export const isJob = (command: string): boolean => command.startsWith('bgapi ')

/** `esl-api-uuid_kill`, `esl-bgapi-originate`, `esl-auth`; null: it always passes, uncounted. */
export function eslCommandName(command: string): string | null {
  const [verb = '', name = '', ...rest] = command.split(' ')
  // The connector asks every second whether anybody is there: that is no request of a journey.
  if (isJob(command) && name === 'status') return null
  if (verb === 'exit') return null
  if (verb !== 'api' && verb !== 'bgapi') return `esl-${verb}`
  if (name === 'show') return `esl-${verb}-show-${rest[0]}`
  if (name === 'callcenter_config') return ['esl', verb, name, ...rest.slice(0, 2)].join('-')
  return `esl-${verb}-${name}`
}

/** What the console drops unread is not worth a cell. */
const unread = /^(HEARTBEAT|BACKGROUND_JOB)$/

/** Null: no news. A CUSTOM event is called by its subclass, one of the queue module by what it tells. */
export function eslEventName({ body }: EslFrame, isOurs: (event: Readonly<Record<string, string>>) => boolean) {
  const event = JSON.parse(body) as Readonly<Record<string, string>>
  const name = event['Event-Name'] ?? ''
  if (unread.test(name) || !isOurs(event)) return null
  const subclass = event['CC-Action'] ?? event['Event-Subclass']?.replace('::', '-')
  return `esl-event-${subclass ?? name}`
}

export const eslAnswer = (text: string): string =>
  `Content-Type: api/response\nContent-Length: ${Buffer.byteLength(text)}\n\n${text}`

export const eslReply = (text: string): string => `Content-Type: command/reply\nReply-Text: ${text}\n\n`

/** As mod_event_socket sends away an address that its ACL does not let in. */
export const eslRejection = 'Content-Type: text/rude-rejection\nContent-Length: 24\n\nAccess Denied, go away.\n'

/** The end of a job with other words than the PBX had for it. */
export function eslJobEnd(event: Readonly<Record<string, string>>, text: string): string {
  const body = JSON.stringify({ ...event, _body: text })
  return `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: text/event-json\n\n${body}`
}
