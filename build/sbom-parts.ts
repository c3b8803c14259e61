// Which packages are in the program, from the lock file, and how CycloneDX 1.6 writes them. Pure.
import { z } from 'zod'

const entry = z.object({
  version: z.string().default('0'),
  license: z.string().optional(),
  integrity: z.string().optional(),
  dev: z.boolean().default(false),
  optional: z.boolean().default(false),
})
const lockFile = z.object({ packages: z.record(z.string(), entry) })

export type Component = {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly integrity: string | null
  readonly path: string // where npm put it
}

/** Electron is no dependency of the bundle, and most of what is shipped. */
const shipped = ['node_modules/electron']

export function componentsOf(lock: unknown): readonly Component[] {
  return Object.entries(lockFile.parse(lock).packages)
    .filter(([path, { dev }]) => path !== '' && (!dev || shipped.includes(path)))
    .map(([path, { version, license, integrity }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license ?? 'NOASSERTION',
      integrity: integrity ?? null,
      path,
    }))
    .sort((a, b) => `${a.name} ${a.version}`.localeCompare(`${b.name} ${b.version}`, 'en'))
}

type Own = { readonly name: string; readonly version: string; readonly license: string }

/** https://cyclonedx.org/docs/1.6/json. Without a time and a serial number: the same program has the same file. */
export const sbomOf = ({ name, version, license }: Own, components: readonly Component[]) => ({
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: { type: 'application', name, version, licenses: licensesOf(license) } },
  components: unique(components).map((one) => ({
    type: 'library',
    'bom-ref': purl(one),
    name: one.name,
    version: one.version,
    purl: purl(one),
    licenses: licensesOf(one.licence),
    ...(one.integrity ? { hashes: [hashOf(one.integrity)] } : {}),
  })),
})

const purl = ({ name, version }: Component): string => `pkg:npm/${name.replace('@', '%40')}@${version}`

/** One package in several places is one package. */
const unique = (components: readonly Component[]): readonly Component[] => [
  ...new Map(components.map((one) => [purl(one), one])).values(),
]

/** An SPDX expression is another field than a single identifier. */
const licensesOf = (licence: string) =>
  / (?:OR|AND|WITH) /.test(licence) || licence.startsWith('(')
    ? [{ expression: licence }]
    : licence === 'NOASSERTION'
      ? []
      : [{ license: { id: licence } }]

function hashOf(integrity: string) {
  const [algorithm = '', base64 = ''] = integrity.split('-')
  return { alg: algorithm.toUpperCase().replace('SHA', 'SHA-'), content: Buffer.from(base64, 'base64').toString('hex') }
}
