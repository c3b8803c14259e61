// What `npm run prove -- line` is asked for.
// `--faults`: what a line lives through, by faults of a real network. `--row NAME`: only these rows. `--long`: the rows of minutes as well.
import { readOptions } from '../../options.ts'
import { proveLineFaults } from './faults.ts'

/** True where all of it is right. */
export async function proveLine(args: readonly string[]): Promise<boolean> {
  const { values } = readOptions({
    args: [...args],
    options: {
      faults: { type: 'boolean' },
      long: { type: 'boolean', default: false },
      row: { type: 'string', multiple: true, default: [] },
    },
  })
  if (values.faults) return proveLineFaults({ long: values.long, names: values.row })
  console.error('Of a line can be proved: --faults.')
  return false
}
