// µ-law (ITU-T G.711) to 16-bit samples, for the speech files.

const table = Int16Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff
  const magnitude = ((((bits & 0x0f) << 3) + 132) << ((bits >> 4) & 0x07)) - 132
  return bits & 0x80 ? -magnitude : magnitude
})

/** One byte a sample in, one 16-bit sample each out. */
export const fromMulaw = (bytes: Uint8Array): Int16Array => Int16Array.from(bytes, (byte) => table[byte] ?? 0)
