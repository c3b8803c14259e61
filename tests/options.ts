// The options of a developer's command: one it does not know is answered by those it does.
import { type ParseArgsConfig, parseArgs } from 'node:util'

/** As `parseArgs`; ends the process with 2 and one line where the command line cannot be read. */
export const readOptions: typeof parseArgs = (config) => {
  try {
    return parseArgs(config)
  } catch (cause) {
    console.error(`${firstSentence(cause)} ${known(config)}`)
    process.exit(2)
  }
}

const firstSentence = (cause: unknown): string => {
  const [first = ''] = String((cause as Error).message).split('. ')
  return first.endsWith('.') ? first : `${first}.`
}

function known(config: ParseArgsConfig | undefined): string {
  const names = Object.keys(config?.options ?? {}).map((name) => `--${name}`)
  return names.length > 0 ? `It takes ${names.join(', ')}.` : 'It takes no options.'
}
