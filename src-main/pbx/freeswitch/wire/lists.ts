// The PBX's lists: `show … as json`, and the tables of mod_callcenter, which are lines of fields between bars. Pure.

export type Row = Readonly<Record<string, string>>

/** `{"row_count":0}` has no rows at all. Null: this is no list. */
export function jsonRows(text: string): readonly Row[] | null {
  try {
    const list = JSON.parse(text) as { readonly row_count?: unknown; readonly rows?: unknown }
    if (typeof list !== 'object' || list === null || !('row_count' in list)) return null
    return Array.isArray(list.rows) ? (list.rows as Row[]) : []
  } catch {
    return null
  }
}

/**
 * Columns written by people, who may write a bar: a dial string whose phones ring in turn, a caller's name. Of each another column that shows
 * whether the bars too many are its own.
 */
const written = [
  { column: 'contact', sign: 'type', isRight: /^(callback|uuid-standby)$/ },
  { column: 'cid_name', sign: 'system_epoch', isRight: /^\d+$/ },
]

/** Nothing in it is quoted: a row with a bar too many, elsewhere than in such a column, cannot be told. */
export function barRows(text: string): readonly Row[] {
  const [head = '', ...lines] = text.split('\n').filter((line) => line !== '' && !line.startsWith('+OK'))
  const names = head.split('|')
  return lines.map((line) => rowOf(names, line.split('|'))).filter((row) => row !== null)
}

function rowOf(names: readonly string[], fields: readonly string[]): Row | null {
  const more = fields.length - names.length
  if (more === 0) return Object.fromEntries(names.map((name, i) => [name, fields[i] ?? '']))
  const free = written.find(({ column }) => names.includes(column))
  if (more < 0 || !free) return null
  const at = names.indexOf(free.column)
  const row = rowOf(names, [
    ...fields.slice(0, at),
    fields.slice(at, at + more + 1).join('|'),
    ...fields.slice(at + more + 1),
  ])
  return row && free.isRight.test(row[free.sign] ?? '') ? row : null
}
