// Hands the browser its one-time key by a file that only its owner can read: arguments and output are read by every user of the computer.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { saveFile } from '#main/system/save-file.ts'

export type KeyPage = {
  /** The address of a page that leads to this one. Throws when it cannot be written. */
  readonly leadingTo: (address: string) => string
  /** Once the key has been used, or nobody will use it. */
  readonly remove: () => void
}

/** In the browser's profile, the one folder that a confined browser (snap, flatpak) reads in any case. */
export function keyPage(dir: string): KeyPage {
  const path = join(dir, 'open-earshot.html')
  return {
    leadingTo: (address) => {
      mkdirSync(dir, { recursive: true, mode: 0o700 })
      saveFile(path, `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${address}">\n`)
      return pathToFileURL(path).href
    },
    remove: () => rmSync(path, { force: true }),
  }
}
