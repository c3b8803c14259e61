// Finds a browser the console's window can be opened in: Chromium, Chrome or Edge.
import { join } from 'node:path'

export type Places = {
  readonly env: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly exists: (path: string) => boolean
}

/** The first that exists, EARSHOT_BROWSER before all; null when there is none. */
export function findBrowser(places: Places): string | null {
  const chosen = places.env.EARSHOT_BROWSER
  if (chosen) return places.exists(chosen) ? chosen : null
  return candidates(places).find(places.exists) ?? null
}

function candidates({ env, platform, home }: Places): string[] {
  switch (platform) {
    case 'win32': {
      const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root) => root !== undefined)
      const programs = [
        'Google\\Chrome\\Application\\chrome.exe',
        'Microsoft\\Edge\\Application\\msedge.exe',
        'Chromium\\Application\\chrome.exe',
      ]
      return programs.flatMap((program) => roots.map((root) => `${root}\\${program}`))
    }
    case 'darwin': {
      const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge']
      const roots = ['/Applications', join(home, 'Applications')]
      return apps.flatMap((app) => roots.map((root) => `${root}/${app}.app/Contents/MacOS/${app}`))
    }
    default: {
      const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
      const folders = [...(env.PATH ?? '').split(':').filter(Boolean), '/usr/bin', '/usr/local/bin', '/snap/bin']
      return names.flatMap((name) => folders.map((folder) => join(folder, name)))
    }
  }
}
