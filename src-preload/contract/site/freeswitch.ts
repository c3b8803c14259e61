// A FreeSWITCH or FusionPBX site: what the console must know to reach it. docs/freeswitch.md says where each value comes from.
import { z } from 'zod'
import { hostName, webAddress } from './address.ts'
import { pem } from './pem.ts'

/** Goes into dial strings as it is. */
const extension = z.string().regex(/^[A-Za-z0-9_.+-]{1,60}$/, 'letters, digits, _ . + - only')
const directoryDomain = z
  .string()
  .regex(/^[A-Za-z0-9_.:[\]-]{1,200}$/, 'a domain of the directory, as in 1001@pbx.example')
const plainName = z.string().regex(/^[A-Za-z0-9_.+@-]{1,80}$/, 'letters, digits, _ . + - @ only')
const socketUrl = webAddress('ws|wss', 'wss://pbx.example:7443')
const label = z.string().trim().min(1).max(100)

export const freeswitchSite = z.object({
  kind: z.literal('freeswitch'),
  /** fusionpbx: one server may hold many tenants, and only those of `domain` are looked at. */
  system: z.enum(['freeswitch', 'fusionpbx']).default('freeswitch'),
  host: hostName,
  /** The Event Socket. It speaks no TLS: `tls` is for a tunnel in front of it (stunnel). */
  esl: z.object({
    port: z.number().int().min(1).max(65535).default(8021),
    /** A user of the directory with `esl-password` (`earshot@pbx.example`); null: the password of event_socket.conf. */
    user: z
      .string()
      .regex(/^[^\s@:]{1,80}@[^\s@:]{1,120}$/, 'user@domain')
      .nullable()
      .default(null),
    password: z.string().max(200),
    tls: z.union([z.literal(false), z.object({ ca: pem })]).default(false),
  }),
  /** PEM text of the authority that signed the certificate of the line (wss.pem). null: what this computer trusts. */
  ca: pem,
  /** Phones are known as EXTENSION@domain. On FusionPBX the tenant's. */
  domain: directoryDomain,
  /** The supervisor's own user of the directory, as the softphone in the console registers it. */
  line: z
    .object({
      user: extension,
      wsUrl: z.union([socketUrl, z.array(socketUrl).min(1).max(8)]),
      password: z.string().max(200),
    })
    .nullable()
    .default(null),
  /** What leads outside: calls over these gateways, or that begin in these contexts, are off-net. */
  trunks: z
    .object({ gateways: z.array(plainName).default([]), contexts: z.array(plainName).default(['public']) })
    .default({ gateways: [], contexts: ['public'] }),
  /** Phones to show although they are no agents of mod_callcenter; 'all' shows every phone that is registered. */
  extensions: z.union([z.literal('all'), z.array(extension)]).default([]),
  /** By extension: the PBX does not tell the names. */
  agents: z.record(extension, z.object({ name: label.optional(), team: label.optional() })).default({}),
  /** By the name mod_callcenter has: what it is called here. */
  queues: z.record(z.string().min(1).max(200), label).default({}),
  /** How a mode is switched: by the Event Socket, or by digits of the line as `line.switchBy` says. */
  modesBy: z.enum(['api', 'line']).default('api'),
})
