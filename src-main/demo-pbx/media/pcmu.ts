// G.711 µ-law (ITU-T G.711, PCMU of RFC 3551): 16-bit PCM to bytes and back, by table.
// Own code because it is two tables of a standard that no longer changes.

const BIAS = 0x84
const CLIP = 32_635

const decoded = Int16Array.from({ length: 256 }, (_, byte) => decodeByte(byte))
const encoded = Uint8Array.from({ length: 65_536 }, (_, index) => encodeSample(index - 32_768))

const PCMU_SILENCE = 0xff

export function encodePcmu(samples: Int16Array): Buffer {
  const bytes = Buffer.allocUnsafe(samples.length)
  for (let i = 0; i < samples.length; i++) bytes[i] = encoded[(samples[i] ?? 0) + 32_768] ?? PCMU_SILENCE
  return bytes
}

export function decodePcmu(bytes: Uint8Array): Int16Array {
  const samples = new Int16Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) samples[i] = decoded[bytes[i] ?? PCMU_SILENCE] ?? 0
  return samples
}

function decodeByte(byte: number): number {
  const bits = ~byte & 0xff
  const magnitude = ((((bits & 0x0f) << 3) + BIAS) << ((bits & 0x70) >> 4)) - BIAS
  return bits & 0x80 ? -magnitude : magnitude
}

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS
  const exponent = Math.max(0, 24 - Math.clz32(magnitude))
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f
  return ~(sign | (exponent << 4) | mantissa) & 0xff
}
