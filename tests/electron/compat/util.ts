// Test only: `parseArgs` of Node 18 for the console's flags, which arrive here as `--name=value` or `--name`.

export function parseArgs({ args }: { args: readonly string[] }): { values: Record<string, string | boolean> } {
  const values: Record<string, string | boolean> = {}
  for (const word of args) {
    const [name = '', value] = word.replace(/^--/, '').split(/=(.*)/s)
    values[name] = value ?? true
  }
  return { values }
}
