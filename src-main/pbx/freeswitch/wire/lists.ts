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

/** Nothing in it is quoted: a row whose name holds a bar has too many fields, and cannot be told. */
export function barRows(text: string): readonly Row[] {
  const [head = '', ...lines] = text.split('\n').filter((line) => line !== '' && !line.startsWith('+OK'))
  const names = head.split('|')
  return lines
    .map((line) => line.split('|'))
    .filter((fields) => fields.length === names.length)
    .map((fields) => Object.fromEntries(names.map((name, i) => [name, fields[i] ?? ''])))
}
