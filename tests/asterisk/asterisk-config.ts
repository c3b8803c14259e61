// The configuration of a test Asterisk: a small call centre as an administrator would write it by docs/asterisk.md.
import { monitorContext } from '#main/pbx/asterisk/wire/monitor-context.ts'
import { modulesConf } from './asterisk-modules.ts'
import type { Asterisk } from './fetch-asterisk.ts'

export type Ports = { readonly sip: number; readonly http: number; readonly ami: number; readonly rtp: number }

/** What a test wants different; every default is a site that works. */
export type SiteOptions = {
  readonly withoutModules?: readonly string[]
  readonly ari?: boolean
  readonly amiRead?: string
  readonly amiWrite?: string
  readonly monitorContext?: string
  /** Of the supervisors' endpoints: for the console (default), or for the plain SIP phone of a test. */
  readonly webrtc?: boolean
  readonly supervisorCodecs?: string
  readonly agents?: readonly string[]
  /** More lines of supervisors, besides 5001 and 5002. */
  readonly supervisors?: readonly string[]
  /** Every AMI event carries its time at the PBX. */
  readonly amiTimestamps?: boolean
  readonly amiTls?: { readonly port: number; readonly certificate: string; readonly key: string }
  /** Sections and lines at the end of these files. */
  readonly more?: { readonly [file: string]: string }
  /** Whole files instead of those above, by name. */
  readonly files?: Readonly<Record<string, string>>
}

export const amiSecret = 'ami-secret'
export const ariPassword = 'ari-secret'
export const phonePassword = (extension: string): string => `pw-${extension}`
export const agentExtensions = ['1001', '1002', '1003', '1004', '1005', '1006', '10011'] as const
export const supervisorLines = ['5001', '5002'] as const
export const deskPhones = ['5101'] as const

export function configFiles(
  asterisk: Asterisk,
  folder: string,
  ports: Ports,
  options: SiteOptions,
): Record<string, string> {
  const files = plainFiles(asterisk, folder, ports, options)
  for (const [name, text] of Object.entries(options.more ?? {})) files[name] = `${files[name] ?? ''}\n${text}`
  return files
}

function plainFiles(asterisk: Asterisk, folder: string, ports: Ports, options: SiteOptions): Record<string, string> {
  return {
    'asterisk.conf': asteriskConf(asterisk, folder),
    'modules.conf': modulesConf(asterisk.modules, options.withoutModules),
    'logger.conf': '[general]\n[logfiles]\nmessages.log => notice,warning,error\n',
    'http.conf': `[general]\nenabled=yes\nbindaddr=127.0.0.1\nbindport=${ports.http}\n`,
    'ari.conf': `[general]\nenabled=${options.ari === false ? 'no' : 'yes'}\n[console]\ntype=user\nread_only=no\npassword=${ariPassword}\n`,
    'manager.conf': managerConf(ports, options),
    'rtp.conf': `[general]\nrtpstart=${ports.rtp}\nrtpend=${ports.rtp + 1999}\nicesupport=yes\nstrictrtp=yes\n`,
    'pjsip.conf': pjsipConf(ports, options),
    'queues.conf': queuesConf,
    'extensions.conf': extensionsConf(options),
    'musiconhold.conf': '[general]\n',
    'features.conf': '[general]\n[featuremap]\nblindxfer=#1\natxfer=#2\n',
    'confbridge.conf': '[general]\n[default_user]\ntype=user\nquiet=yes\n',
    'res_parking.conf':
      '[general]\n[default]\nparkext => 700\nparkpos => 701-720\ncontext => parked\nparkingtime => 300\n',
    'agents.conf': '[general]\n',
    'pjproject.conf': '[startup]\n',
    'cdr.conf': '[general]\nenable=no\n',
    'cel.conf': '[general]\nenable=no\n',
    'indications.conf':
      '[general]\ncountry=us\n[us]\ndescription=us\nringcadence=2000,4000\nring=440+480/2000,0/4000\nbusy=480+620/500,0/500\n',
    ...options.files,
  }
}

function asteriskConf(asterisk: Asterisk, folder: string): string {
  const data = `${asterisk.root}/usr/share/asterisk`
  const own = ['astvarlibdir', 'astdbdir', 'astkeydir', 'astagidir', 'astspooldir', 'astrundir', 'astlogdir']
  const paths = [`astetcdir => ${folder}`, `astmoddir => ${asterisk.modules}`, `astdatadir => ${data}`]
  return [
    '[directories]',
    ...paths,
    ...own.map((name) => `${name} => ${folder}/run`),
    '[options]',
    'nocolor=yes',
    'documentation_language=en_US',
    '',
  ].join('\n')
}

function managerConf(ports: Ports, options: SiteOptions): string {
  const tls = options.amiTls
  return `[general]
enabled=yes
bindaddr=127.0.0.1
port=${ports.ami}
${options.amiTimestamps ? 'timestampevents=yes\n' : ''}${tls ? `tlsenable=yes\ntlsbindaddr=127.0.0.1:${tls.port}\ntlscertfile=${tls.certificate}\ntlsprivatekey=${tls.key}\n` : ''}
[console]
secret=${amiSecret}
read=${options.amiRead ?? 'call,agent,reporting'}
write=${options.amiWrite ?? 'call,originate,reporting,agent'}
eventfilter=!Event: RTCP
eventfilter=!Event: TestEvent
writetimeout=5000

[noisy]
secret=${amiSecret}
read=all
write=all
`
}

const endpoint = (name: string, lines: readonly string[]): string =>
  [
    `[${name}]`,
    'type=endpoint',
    `aors=${name}`,
    'disallow=all',
    'media_address=127.0.0.1',
    'bind_rtp_to_media_address=yes',
    ...lines,
    '',
  ].join('\n')

function account(name: string, contacts: number): string {
  const auth = `[${name}]\ntype=auth\nauth_type=userpass\nusername=${name}\npassword=${phonePassword(name)}\n`
  return `${auth}[${name}]\ntype=aor\nmax_contacts=${contacts}\nremove_existing=${contacts === 1 ? 'yes' : 'no'}\n`
}

function pjsipConf(ports: Ports, options: SiteOptions): string {
  const agents = [...agentExtensions, ...deskPhones, ...(options.agents ?? [])].map((name) => {
    const direct = name === '1005' ? 'yes' : 'no'
    const lines = ['transport=udp', 'context=internal', 'allow=ulaw', `direct_media=${direct}`, `auth=${name}`]
    return endpoint(name, [...lines, `callerid="Agent ${name}" <${name}>`]) + account(name, 1)
  })
  const supervisors = [...supervisorLines, ...(options.supervisors ?? [])].map((name) => {
    const kind = options.webrtc === false ? ['transport=udp'] : ['webrtc=yes']
    const lines = [...kind, 'context=internal', `allow=${options.supervisorCodecs ?? 'ulaw,opus'}`, `auth=${name}`]
    const media = ['dtmf_mode=auto', 'rtp_keepalive=1', 'rtp_timeout=15']
    return endpoint(name, [...lines, ...media]) + account(name, 5)
  })
  return `[global]
type=global
endpoint_identifier_order=header,username
[system]
type=system
timer_t1=100
timer_b=6400
[udp]
type=transport
protocol=udp
bind=127.0.0.1:${ports.sip}
[ws]
type=transport
protocol=ws
bind=127.0.0.1
[trunk]
type=identify
endpoint=trunk
match_header=X-Trunk: yes
[trunk]
type=aor
${endpoint('trunk', ['transport=udp', 'context=from-trunk', 'allow=ulaw', 'direct_media=yes', 'trust_id_inbound=yes'])}
${agents.join('\n')}
${supervisors.join('\n')}`
}

const queuesConf = `[general]
autofill=yes
[support]
strategy=ringall
servicelevel=60
ringinuse=no
timeout=30
retry=1
member => PJSIP/1001,0,Ada Agent,PJSIP/1001
member => PJSIP/1002,0,Ben Agent,PJSIP/1002
[sales]
strategy=ringall
ringinuse=no
timeout=30
retry=1
member => Local/1004@from-queue/n,0,Dora Agent,hint:1004@ext-local
member => PJSIP/1005,0,Eve Agent,PJSIP/1005
[empty]
strategy=ringall
joinempty=yes
`

function extensionsConf(options: SiteOptions): string {
  const phones = `exten => _1XXX,1,Dial(PJSIP/\${EXTEN},30)
exten => 10011,1,Dial(PJSIP/\${EXTEN},30)
exten => _5XXX,1,Dial(PJSIP/\${EXTEN},30)
exten => 600,1,Queue(support)
exten => 601,1,Queue(sales)
exten => 602,1,Answer()
 same => n,Queue(empty)
; A room, a call to park, and a call that rings elsewhere to be picked up.
exten => 800,1,Answer()
 same => n,ConfBridge(room,default_bridge,default_user)
exten => _*8XXXX,1,Pickup(\${EXTEN:2}@PICKUPMARK&\${EXTEN:2}@internal&\${EXTEN:2}@from-trunk)
; What many sites have for their desk phones.
exten => _*55XXXX,1,Answer()
 same => n,ChanSpy(PJSIP/\${EXTEN:3},q)
`
  return `[general]
static=yes
[from-trunk]
${phones}
include => parked
[internal]
${phones}
include => parked
[click-to-call]
exten => _X.,1,Answer()
 same => n,Wait(120)
[from-queue]
exten => _1XXX,1,Dial(PJSIP/\${EXTEN},30)
[ext-local]
exten => _1XXX,hint,PJSIP/\${EXTEN}
exten => 1004,hint,PJSIP/1004
[load]
exten => s,1,Answer()
 same => n,Wait(30)
exten => brief,1,Answer()
 same => n,Wait(0.5)
${options.monitorContext ?? monitorContext('earshot-monitor')}`
}
