// Our own flags out of a command line that Electron and Chromium read as well.

/** Flags of the console among `argv` (`--config FILE`, `--config=FILE`, `--floor demo`), without Chromium's and the program's own. */
export function ownArguments(argv: readonly string[]): string[] {
  return argv.flatMap((word, at) => {
    const [flag = '', value] = word.split(/=(.*)/s)
    if (flag === '--setup') return [flag]
    if (!withValue.includes(flag)) return []
    const given = value ?? argv[at + 1]
    return given === undefined ? [flag] : [`${flag}=${given}`]
  })
}

const withValue = ['--config', '--floor']
