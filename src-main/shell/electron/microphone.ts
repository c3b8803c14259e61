// The operating system's own leave to use the microphone; only macOS asks for it at run time.
import { systemPreferences } from 'electron'

/** True when the microphone may be used. On macOS the first call shows the system's own question. */
export async function allowMicrophone(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'darwin') return true
  return systemPreferences.askForMediaAccess('microphone')
}
