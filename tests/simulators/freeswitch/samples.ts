// What a real FreeSWITCH 1.10.12 said on the wire (the files beside this one), for tests that hold the codec and the floor against it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, 'samples')

export const sampleFiles = (): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()

export const sampleText = (name: string): string => readFileSync(join(folder, name), 'utf8')

export type SampleEvent = { readonly atMs: number; readonly event: Readonly<Record<string, string>> }

/** Its events in order. `section`: only those under that heading (`== queue call answered`). */
export function sampleEvents(name: string, section?: string): readonly SampleEvent[] {
  const text = sampleText(name)
  const parts = section === undefined ? [text] : text.split(/^== /m).filter((part) => part.startsWith(section))
  return parts.flatMap((part) => [
    ...[...part.matchAll(/^\+(-?\d+) text\/event-json[^\n]*\n(\{[\s\S]*?\n?\})\s*(?=\n\n|\n\+|\n*$)/gm)].flatMap(read),
    ...[...part.matchAll(/^\+(-?\d+) (\{.*\})/gm)].flatMap(read),
    ...(part.startsWith('{') ? read(['', '0', part.slice(0, part.lastIndexOf('}') + 1)]) : []),
  ])
}

function read([, at = '0', json = '']: readonly string[]): SampleEvent[] {
  return [{ atMs: Number(at), event: JSON.parse(json) as Record<string, string> }]
}

/** What an `api` command of 02-commands.txt was answered with. Names in it were shortened, so that its length is not what stands above it. */
export function sampleAnswer(command: string): string {
  const text = sampleText('02-commands.txt')
  const from = text.indexOf(`>>> api ${command}\n<<< `)
  const [, answer] = /^>>> .*\n<<< \d+ bytes\n([\s\S]*?)\n(?=\n>>> |\n# )/.exec(text.slice(from)) ?? []
  if (from < 0 || answer === undefined) throw new Error(`no sample of "${command}"`)
  return answer
}
