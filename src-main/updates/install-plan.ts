// How a fetched package is installed on each system, as data: what is run, replaced or shown.

export type InstallPlan =
  /** `waits`: pkexec serves nobody whose program has ended; Windows' installer wants it ended. */
  | { readonly kind: 'run'; readonly command: string; readonly args: readonly string[]; readonly waits: boolean }
  | { readonly kind: 'replace'; readonly file: string } // by the fetched one
  | { readonly kind: 'show' } // the person installs it

export type Installed = {
  readonly platform: NodeJS.Platform
  readonly arch: string
  readonly appImage: string | undefined // APPIMAGE in the environment: the file that was started
  readonly program: string // the executable
  readonly exists: (path: string) => boolean
}

/** Of what kind the package was that this program came in, as the feed names it; null: it came in none. */
export function packageKind({ platform, arch, appImage, program, exists }: Installed): string | null {
  if (platform === 'win32') return `windows-${arch}-nsis`
  if (platform === 'darwin') return 'mac-universal-dmg'
  if (platform !== 'linux') return null
  if (appImage) return `linux-${arch}-AppImage`
  if (!program.startsWith('/opt/Earshot/')) return null
  return exists('/var/lib/dpkg/info/earshot.list') ? `linux-${arch}-deb` : `linux-${arch}-rpm`
}

/** The system asks for an administrator where it needs one. */
export function installPlan(kind: string, file: string, { appImage }: Pick<Installed, 'appImage'>): InstallPlan {
  switch (kind.split('-').at(-1)) {
    case 'nsis':
      return { kind: 'run', command: file, args: ['/S', '--updated'], waits: false }
    case 'deb':
      return { kind: 'run', command: 'pkexec', args: ['dpkg', '-i', file], waits: true }
    case 'rpm':
      return { kind: 'run', command: 'pkexec', args: ['rpm', '-U', '--oldpackage', file], waits: true }
    case 'AppImage':
      return appImage ? { kind: 'replace', file: appImage } : { kind: 'show' }
    default:
      return { kind: 'show' }
  }
}
