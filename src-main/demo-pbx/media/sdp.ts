// The little of SDP that is read or changed by hand; werift does the rest.

const WANTED = /^(PCMU|telephone-event)\/8000\b/i

/** Whether the writer of this SDP holds the call: its audio is sendonly or inactive, or its address is 0.0.0.0 (RFC 3264). */
export function isHeld(sdp: string): boolean {
  const direction = /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/m.exec(audioOf(sdp))?.[1]
  return direction === 'sendonly' || direction === 'inactive' || /^c=IN IP4 0\.0\.0\.0\s*$/m.test(heldAddress(sdp))
}

// WebRTC writes 0.0.0.0 before it has candidates, so it means hold only in plain RTP.
function heldAddress(sdp: string): string {
  return /^a=ice-ufrag:/m.test(sdp) ? '' : sdp
}

function audioOf(sdp: string): string {
  const [session = '', ...sections] = sdp.split(/^(?=m=)/m)
  const audio = sections.find((section) => section.startsWith('m=audio')) ?? ''
  return /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/m.test(audio) ? audio : audio + session
}

/** An offer or answer of the phone with PCMU first, telephone-event/8000 second and no other codec; null without PCMU audio. */
export function keepOurCodecs(sdp: string): string | null {
  const sections = sdp.split(/^(?=m=)/m)
  const audio = sections.filter((section) => section.startsWith('m=audio'))
  if (sections.length !== 2 || audio.length !== 1) return null
  const lines = sdp.split(/\r?\n/)
  const media = /^m=audio (\d+) (\S+) (.*)$/.exec(lines.find((line) => line.startsWith('m=audio')) ?? '')
  if (!media || media[1] === '0') return null
  const maps = mapsOf(lines)
  const listed = (media[3] ?? '').trim().split(/\s+/)
  const kept = listed
    .filter((type) => WANTED.test(maps.get(type) ?? (type === '0' ? 'PCMU/8000' : '')))
    .sort((one, two) => rank(maps, one) - rank(maps, two))
  if (kept.length === 0 || rank(maps, kept[0] ?? '') !== 0) return null
  const body = lines
    .filter((line) => isOfType(line, kept))
    .map((line) => (line.startsWith('m=audio') ? `m=audio ${media[1]} ${media[2]} ${kept.join(' ')}` : line))
  return body.join('\r\n')
}

/** Payload type of telephone-event/8000, or null. */
export function eventTypeOf(sdp: string): number | null {
  for (const [type, codec] of mapsOf(sdp.split(/\r?\n/))) if (/^telephone-event\/8000/i.test(codec)) return Number(type)
  return null
}

/** Our SDP with the candidates of that one address only. */
export function ourCandidates(sdp: string, host: string): string {
  return withCandidates(sdp, (fields) => (fields[4] === host ? fields : null))
}

/**
 * The phone's SDP with its UDP candidates. A page without the microphone's permission hides its addresses behind names in
 * `.local`; as only phones of this machine reach us, they stand for `host`, and nobody has to be asked for them.
 */
export function phoneCandidates(sdp: string, host: string): string {
  return withCandidates(sdp, (fields) => {
    if (fields[1] !== '1' || fields[2]?.toLowerCase() !== 'udp') return null
    return fields[4]?.endsWith('.local') ? fields.with(4, host) : fields
  })
}

function withCandidates(sdp: string, change: (fields: string[]) => string[] | null): string {
  return sdp
    .split(/\r?\n/)
    .map((line) => (line.startsWith('a=candidate:') ? (change(line.split(' '))?.join(' ') ?? null) : line))
    .filter((line) => line !== null)
    .join('\r\n')
}

function mapsOf(lines: readonly string[]): Map<string, string> {
  const maps = new Map<string, string>()
  for (const line of lines) {
    const match = /^a=rtpmap:(\d+) (\S+)/.exec(line)
    if (match) maps.set(match[1] ?? '', match[2] ?? '')
  }
  return maps
}

function rank(maps: ReadonlyMap<string, string>, type: string): number {
  return /^telephone-event/i.test(maps.get(type) ?? '') ? 1 : 0
}

function isOfType(line: string, kept: readonly string[]): boolean {
  const match = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+)/.exec(line)
  return !match || kept.includes(match[1] ?? '')
}
