// Which ways of coding sound an offer has, and whether a browser has one of them. Pure.

/** What needs no rtpmap (RFC 3551, table 4), as far as a PBX offers it. */
const byNumber: Readonly<Record<string, string>> = {
  '0': 'PCMU',
  '3': 'GSM',
  '4': 'G723',
  '5': 'DVI4',
  '6': 'DVI4',
  '7': 'LPC',
  '8': 'PCMA',
  '9': 'G722',
  '13': 'CN',
  '15': 'G728',
  '18': 'G729',
}

/** Tones and silence are no speech. */
const noSpeech = /^(telephone-event|cn|red)$/i

/** Of the first line of sound in an SDP that is not declined (port 0, RFC 3264 5.1), in capitals: `PCMU`, `OPUS`. null: it has none. */
export function offeredCodecs(sdp: string): readonly string[] | null {
  const audio = /^m=audio +0*[1-9]\d* +\S+([^\r\n]*)/m.exec(sdp)
  if (!audio) return null
  const names = new Map([...sdp.matchAll(/^a=rtpmap:(\d+) +([^/\s]+)/gm)].map(([, type, name]) => [type, name]))
  return (audio[1] ?? '')
    .split(/ +/)
    .filter((type) => type !== '')
    .map((type) => names.get(type) ?? byNumber[type] ?? `type ${type}`)
    .filter((name) => !noSpeech.test(name))
    .map((name) => name.toUpperCase())
}

/** What the offer has, where the browser has none of it; null: all is well, or it is not known, as without an SDP. `has`: mime types, `audio/opus`. */
export function foreignCodecs(sdp: string, has: readonly string[]): readonly string[] | null {
  const offered = offeredCodecs(sdp)
  if (!offered && sdp.trim() !== '') return ['no sound']
  if (!offered || offered.length === 0 || has.length === 0) return null
  const ours = new Set(has.map((mime) => mime.replace(/^audio\//i, '').toUpperCase()))
  return offered.some((name) => ours.has(name)) ? null : offered
}
