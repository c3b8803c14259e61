// What became of the mutants, written down as it happens, so that a process may die or be stopped at any time. One file a test file.
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Entry =
  /** A test that fails without any mutant: nothing can be learnt from it. */
  | { readonly kind: 'red'; readonly failed: string; readonly why: string }
  | { readonly kind: 'caught'; readonly mutant: number; readonly by: string }
  /** Caught since the tests came to no end. */
  | { readonly kind: 'endless'; readonly mutant: number; readonly by: string }
  | { readonly kind: 'survived'; readonly mutant: number }
  /** No test here was cheap enough for what is left of its budget. */
  | { readonly kind: 'skipped'; readonly mutant: number }
  /** A mutant left something behind that fails the tests without it: from now on they are looked at after each one. */
  | { readonly kind: 'careful' }
  | { readonly kind: 'done' }

/** How the processes of vitest know of it, and of the budget of a mutant in ms. */
export const FOLDER_VARIABLE = 'EARSHOT_MUTATE_FOLDER'
export const BUDGET_VARIABLE = 'EARSHOT_MUTATE_BUDGET'

/** Which mutant a process is at, and when it should be over. */
export type Running = { readonly pid: number; readonly test: string; readonly mutant: number; readonly until: number }

export type Journal = ReturnType<typeof openJournal>

export function openJournal(folder: string) {
  const part = (name: string): string => {
    mkdirSync(join(folder, name), { recursive: true })
    return join(folder, name)
  }
  const entries = part('entries')
  const caught = part('caught')
  const running = part('running')
  const costs = part('costs')
  const fileOf = (test: string): string => join(entries, test.replaceAll('/', '~'))
  const runningFile = (pid: number): string => join(running, String(pid))

  const sourcesFile = join(folder, 'sources.json')
  let sources: readonly string[] | null = null

  return {
    /** Which file each mutant is in, by its number. */
    setSources: (files: readonly string[]): void => writeFileSync(sourcesFile, JSON.stringify(files)),
    sources(): readonly string[] {
      sources ??= JSON.parse(readFileSync(sourcesFile, 'utf8')) as readonly string[]
      return sources
    },
    write(test: string, entry: Entry): void {
      if (entry.kind === 'caught' || entry.kind === 'endless') writeFileSync(join(caught, String(entry.mutant)), '')
      appendFileSync(fileOf(test), `${JSON.stringify(entry)}\n`)
    },
    read(test: string): readonly Entry[] {
      if (!existsSync(fileOf(test))) return []
      const lines = readFileSync(fileOf(test), 'utf8').split('\n').filter(Boolean)
      return lines.map((line) => JSON.parse(line) as Entry)
    },
    isCaught: (mutant: number): boolean => existsSync(join(caught, String(mutant))),
    spend: (mutant: number, ms: number): void => appendFileSync(join(costs, String(mutant)), `${ms}\n`),
    spent(mutant: number): number {
      const file = join(costs, String(mutant))
      if (!existsSync(file)) return 0
      return readFileSync(file, 'utf8')
        .split('\n')
        .reduce((sum, line) => sum + Number(line), 0)
    },
    begin: (what: Running): void => writeFileSync(runningFile(what.pid), JSON.stringify(what)),
    end: (pid: number): void => rmSync(runningFile(pid), { force: true }),
    running: (): readonly Running[] =>
      readdirSync(running).flatMap((name) => {
        const text = textOf(join(running, name))
        return text ? [JSON.parse(text) as Running] : [] // empty while it is being written
      }),
  }
}

/** Null: gone since the folder was read. */
function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
