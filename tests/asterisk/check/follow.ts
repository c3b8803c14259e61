// Follows docs/asterisk.md to the letter, and the remedies of check-site likewise: what they say is done, and nothing else.
import { execFileSync } from 'node:child_process'
import { addTo, removeFrom, setIn } from './conf-file.ts'

export type Files = {
  read(file: string): string
  write(file: string, text: string): void
}

/** What differs from the page: ports, folders, addresses and names of this test. */
export type Substitutions = readonly (readonly [page: string, here: string])[]

const put = (text: string, here: Substitutions): string =>
  here.reduce((all, [from, to]) => all.replaceAll(from, to), text)

/** Every ```ini block that says in its first line which file it is for, and what is done with it. */
export function followPage(page: string, files: Files, here: Substitutions): void {
  for (const [, block = ''] of put(page, here).matchAll(/```ini\n([\s\S]*?)```/g)) {
    const [, file, how] = /^; (\S+\.conf): (edit the existing \[general\]|add at the end)\n/.exec(block) ?? []
    if (file === undefined) continue
    if (how === 'add at the end') files.write(file, addTo(files.read(file), block))
    else
      for (const [name, value] of settingsOf(block)) files.write(file, setIn(files.read(file), 'general', name, value))
  }
}

function settingsOf(block: string): [string, string][] {
  return [...block.matchAll(/^(\w+)\s*=\s*([^;\n]*)/gm)].map(([, name = '', value = '']) => [name, value.trim()])
}

/** The commands of the page's first ```sh block: the certificate. The user asterisk is whoever runs this. */
export function makeCertificate(page: string, here: Substitutions): void {
  const commands = put(/```sh\n([\s\S]*?)```/.exec(page)?.[1] ?? '', here).replace(
    'chown asterisk: pbx.key pbx.crt && ',
    '',
  )
  execFileSync('sh', ['-ec', commands], { stdio: 'pipe' })
}

/** Does what a remedy says of files; answers with the commands it says to run, or null where it says nothing that can be done here. */
export function followRemedy(remedy: string, files: Files, keys: string): string[] | null {
  let done = false
  const edit = (file: string, change: (text: string) => string) => {
    files.write(file, change(files.read(file)))
    done = true
  }
  const place = String.raw`(?:the existing \[(general)\] \(a second one is ignored\)|(?:the section )?\[([^\]]+)\](?: of type=(\w+))?) of (\S+\.conf)`
  for (const found of remedy.matchAll(new RegExp(`set ((?:[^;.]|\\.(?! ))+?) in ${place}`, 'g'))) {
    const [, lines = '', general, section = general ?? '', type, file = ''] = found
    for (const line of lines.split(', ')) {
      const [name = '', value = ''] = line.split(/=(.*)/s)
      edit(file, (text) => setIn(text, section, name, concrete(name, value, keys), type))
    }
  }
  for (const [, name = '', general, section = general ?? '', type, file = ''] of remedy.matchAll(
    new RegExp(`remove the line (\\w+)= from ${place}`, 'g'),
  ))
    edit(file, (text) => removeFrom(text, section, name, type))
  const commands = [...remedy.matchAll(/run "([^"]+)"/g)].map(([, command = '']) => command)
  return done || commands.length > 0 ? commands : null
}

/** A value that the remedy leaves open: the page's certificate. */
function concrete(name: string, value: string, keys: string): string {
  if (value !== '…') return value
  return `${keys}/${name === 'tlsprivatekey' ? 'pbx.key' : 'pbx.crt'}`
}
