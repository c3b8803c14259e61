// The .deb of a built folder, by dpkg-deb alone: electron-builder fetches fpm for it, which a machine without a network cannot.
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export type DebParts = {
  readonly program: string // folder of electron-builder's `dir` target
  readonly version: string
  readonly output: string
}

const here = import.meta.dirname
const icons = join(here, '../../resources/icons')
const sizes = [16, 32, 48, 128, 256, 512]

/** The path of the package. Needs dpkg-deb; no root: what is inside belongs to root by --root-owner-group. */
export function makeDeb({ program, version, output }: DebParts): string {
  const root = mkdtempSync(join(tmpdir(), 'earshot-deb-'))
  const put = (path: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(root, path)), { recursive: true, mode: 0o755 })
    writeFileSync(join(root, path), text, { mode })
    chmodSync(join(root, path), mode)
  }
  const copy = (from: string, path: string) => put(path, readFileSync(join(here, from), 'utf8'))
  try {
    chmodSync(root, 0o755)
    cpSync(program, join(root, 'opt/Earshot'), { recursive: true })
    // The sandbox of Chromium where unprivileged user namespaces are not allowed.
    chmodSync(join(root, 'opt/Earshot/chrome-sandbox'), 0o4755)
    mkdirSync(join(root, 'usr/bin'), { recursive: true, mode: 0o755 })
    symlinkSync('/opt/Earshot/earshot', join(root, 'usr/bin/earshot'))
    put('usr/bin/earshot-kiosk', readFileSync(join(here, 'earshot-kiosk'), 'utf8'), 0o755)
    copy('earshot.desktop', 'usr/share/applications/earshot.desktop')
    copy('apparmor-profile', 'etc/apparmor.d/earshot')
    for (const size of sizes) {
      const path = `usr/share/icons/hicolor/${size}x${size}/apps/earshot.png`
      mkdirSync(dirname(join(root, path)), { recursive: true, mode: 0o755 })
      cpSync(join(icons, `earshot-${size}.png`), join(root, path))
    }
    put('usr/share/doc/earshot/copyright', readFileSync(join(here, '../../LICENSE'), 'utf8'))
    put('DEBIAN/control', control(version, sizeOf(root)))
    put('DEBIAN/conffiles', '/etc/apparmor.d/earshot\n')
    for (const script of ['postinst', 'postrm'])
      put(`DEBIAN/${script}`, readFileSync(join(here, script), 'utf8'), 0o755)
    const deb = join(output, `earshot_${version}_amd64.deb`)
    execFileSync('dpkg-deb', ['--build', '--root-owner-group', '-Zgzip', '-z1', root, deb], { stdio: 'pipe' })
    return deb
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const sizeOf = (root: string): number => Number(execFileSync('du', ['-sk', root], { encoding: 'utf8' }).split('\t')[0])

/** Debian Policy 5.3. What Electron's own packages depend on. */
const control = (version: string, kilobytes: number): string => `Package: earshot
Version: ${version}
Architecture: amd64
Maintainer: The Earshot contributors <maintainers@earshot.example>
Installed-Size: ${kilobytes}
Depends: libgtk-3-0 | libgtk-3-0t64, libnotify4, libnss3, libxss1, libxtst6, libatspi2.0-0 | libatspi2.0-0t64, libsecret-1-0, libasound2 | libasound2t64
Recommends: cage
Section: comm
Priority: optional
Description: A desktop console for call-centre supervisors
 Hear, whisper to and join live calls, with the softphone built in.
`
