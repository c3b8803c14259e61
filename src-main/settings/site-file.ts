// The site file an administrator gives with --config: its values win and cannot be changed in the console.
import { readFileSync } from 'node:fs'
import { err, ok, type Result } from '../../src-preload/contract/result.ts'
import { settings } from '../../src-preload/contract/settings.ts'
import type { Layer } from './layers.ts'
import { tellIssue } from './store.ts'

/** Reads the file; the failure is one sentence for the person who wrote it, e.g. `site.json: site.kind: Invalid input`. */
export function readSiteFile(path: string): Result<Layer, string> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return err(`${path}: the file cannot be read.`)
  }
  return parseSiteFile(path, text)
}

export function parseSiteFile(path: string, text: string): Result<Layer, string> {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (cause) {
    return err(`${path}: not JSON: ${(cause as Error).message}`)
  }
  // Strict, because a misspelt policy that is silently ignored would open what the site wanted shut.
  const parsed = settings.strict().safeParse(raw)
  return parsed.success ? ok(raw as Layer) : err(`${path}: ${tellIssue(parsed.error.issues)}`)
}
