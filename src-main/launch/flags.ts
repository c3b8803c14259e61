// What can be said on the command line of the console. Pure.
import { parseArgs } from 'node:util'
import { err, ok, type Result } from '#contract/result.ts'

export type Flags = {
  readonly shell: 'electron' | 'browser' | null // null: the best one here
  readonly open: boolean
  readonly configFile: string | null
  readonly demoFloor: boolean
  readonly setUp: boolean // begin with the set-up, where nothing is configured
  readonly help: boolean
}

export const HELP = `npm start -- [flags]
  --shell=electron|browser  the window the console opens in (default: Electron where its runtime is installed)
  --no-open                 print the address of the console and open no window (browser shell)
  --config FILE             use this site file; what it sets cannot be changed in the console
  --floor demo              use the demo floor, whatever is configured
  --setup                   begin with the set-up where nothing is configured, as the installed program does
  --help                    show this text`

/** The failure is one sentence for the person who typed it. */
export function readFlags(args: readonly string[]): Result<Flags, string> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        shell: { type: 'string' },
        'no-open': { type: 'boolean' },
        config: { type: 'string' },
        floor: { type: 'string' },
        setup: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
    const { shell, floor, config } = values
    if (shell !== undefined && shell !== 'electron' && shell !== 'browser') {
      return err(`--shell=${shell}: choose electron or browser.`)
    }
    if (floor !== undefined && floor !== 'demo') {
      return err(`--floor ${floor}: this flag takes only demo. Use --config FILE for another site.`)
    }
    if (config === '') return err('--config needs the path of the site file after it.')
    return ok({
      shell: shell ?? null,
      open: !values['no-open'],
      configFile: config ?? null,
      demoFloor: floor === 'demo',
      setUp: values.setup ?? false,
      help: values.help ?? false,
    })
  } catch (cause) {
    return err(`${(cause as Error).message.split(/\.\s/)[0]}. Try --help.`)
  }
}
