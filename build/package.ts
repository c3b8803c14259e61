// `npm run package`: the program of this machine as a folder, and on Linux the .deb made from it with Debian's own tools.
//
//   --electron-dist FOLDER --electron-version V   an Electron that is here already, instead of the one electron-builder fetches
//   --app FOLDER                                  another program, laid out as this one: package.json beside out/main, out/preload, out/renderer
//   --out FOLDER                                  where it goes; out/installers
//   --version V                                   instead of that of package.json
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build, Platform } from 'electron-builder'
import own from '../package.json' with { type: 'json' }
import { makeDeb } from './linux/make-deb.ts'

const { values } = parseArgs({
  options: {
    'electron-dist': { type: 'string' },
    'electron-version': { type: 'string' },
    app: { type: 'string' },
    out: { type: 'string', default: 'out/installers' },
    version: { type: 'string', default: own.version },
  },
})
const { app, version } = values
const output = resolve(values.out)
const dist = values['electron-dist']

await build({
  targets: Platform.current().createTarget('dir'),
  publish: 'never',
  config: {
    extends: 'electron-builder.yml',
    directories: { output, ...(app ? { app: resolve(app) } : {}) },
    extraMetadata: { version },
    // Only a current Electron has fuses; one that is given is taken as it is.
    ...(dist ? { electronDist: resolve(dist), electronFuses: null } : {}),
    ...(values['electron-version'] ? { electronVersion: values['electron-version'] } : {}),
  },
})
if (process.platform === 'linux') {
  const deb = makeDeb({ program: resolve(output, 'linux-unpacked'), version, output })
  process.stdout.write(`${deb}\n`)
}
