// Whether an endpoint takes a softphone in a browser, option by option.
import { isYes } from './ast-values.ts'

/** What `webrtc=yes` brings; FreePBX sets them one by one. */
const forBrowser = [
  { option: 'use_avpf', isRight: isYes, line: 'use_avpf=yes' },
  { option: 'media_encryption', isRight: (value: string) => /^dtls/i.test(value), line: 'media_encryption=dtls' },
  { option: 'ice_support', isRight: isYes, line: 'ice_support=yes' },
  { option: 'rtcp_mux', isRight: isYes, line: 'rtcp_mux=yes' },
] as const

/**
 * The line that is missing for a softphone in a browser, or null. Null too where nothing can be asked. `endpoint` asks for a setting as
 * it is in force: null where it cannot be asked, '' where there is none.
 */
export async function whyNotForBrowser(
  endpoint: (setting: string) => Promise<string | null>,
): Promise<{ readonly option: string; readonly line: string } | null> {
  for (const { option, isRight, line } of forBrowser) {
    const value = await endpoint(option)
    if (value !== null && value !== '' && !isRight(value)) return { option, line }
  }
  const [generated, file] = [await endpoint('dtls_auto_generate_cert'), await endpoint('dtls_cert_file')]
  const isWithout = generated !== null && generated !== '' && !isYes(generated) && !file
  return isWithout ? { option: 'DTLS certificate', line: 'dtls_auto_generate_cert=yes' } : null
}

const ofBrowsers = ['opus', 'ulaw', 'alaw', 'g722']

/** `allow` as PJSIP_ENDPOINT tells it: `(ulaw|opus)`, `(nothing)`. */
export const codecsOf = (allow: string): string[] => allow.replace(/[()]/g, '').split(/[|,]/)
export const commonCodecs = (allow: string): string[] => codecsOf(allow).filter((codec) => ofBrowsers.includes(codec))
