// What a site adds for its proof of ears: extensions nobody uses, for plain phones over UDP, and a context in which they reach each other.
import type { Ports } from '../asterisk-config.ts'

const extensions = ['2001', '2002', '2003', '2004']
export const passwordOf = (extension: string): string => `pw-${extension}`

const phoneOf = (name: string) => `[${name}]
type = endpoint
context = proof
aors = ${name}
auth = ${name}
disallow = all
allow = ulaw
direct_media = no
[${name}]
type = aor
max_contacts = 1
[${name}]
type = auth
username = ${name}
password = ${passwordOf(name)}
`

export const testExtensions = ({ sip }: Ports): Record<string, string> => ({
  'pjsip.conf': `[proof-udp]
type = transport
protocol = udp
bind = 127.0.0.1:${sip}
${extensions.map(phoneOf).join('')}`,
  'extensions.conf': `[proof]
exten => 2001,1,NoOp()
 same => n,Dial(PJSIP/2001,20)
exten => 2004,1,Dial(PJSIP/2004,20)
[recording]
exten => tone,1,ChanSpy(\${HOOK_CHANNEL},qB)
`,
})
