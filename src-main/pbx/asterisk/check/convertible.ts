// Which codecs this PBX can convert, by its modules: a call in another one is carried, and whoever listens to it hears nothing.
import type { Asks } from './asks.ts'

/** Of each group all, of the groups one (`core show translation`); of a codec that is not named here codec_NAME. */
const modules: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ulaw: [['codec_ulaw'], ['codec_a_mu', 'codec_alaw']],
  alaw: [['codec_alaw'], ['codec_a_mu', 'codec_ulaw']],
  opus: [['codec_opus'], ['codec_opus_open_source']],
  g729: [['codec_g729'], ['codec_g729a']],
  g726aal2: [['codec_g726']],
  speex16: [['codec_speex']],
  speex32: [['codec_speex']],
}

/** Pictures and text are not listened to. */
const isSound = (codec: string): boolean =>
  !/^(slin|testlaw|none|nothing$|vp|h26|jpeg|png|red|t140|t38|av1)/.test(codec)

/** Of `codecs` those it cannot convert; what could not be asked counts as there. */
export async function notConvertible(asks: Asks, codecs: readonly string[]): Promise<readonly string[]> {
  const isThere = async (module: string) => (await asks.isLoaded(module)) !== false
  const isConvertible = async (codec: string) => {
    const groups = modules[codec] ?? [[`codec_${codec}`]]
    const there = await Promise.all(groups.map(async (group) => (await Promise.all(group.map(isThere))).every(Boolean)))
    return there.includes(true)
  }
  const looked = await Promise.all(
    codecs.map(async (codec) => (isSound(codec) && !(await isConvertible(codec)) ? [codec] : [])),
  )
  return looked.flat()
}
