// A configuration file of Asterisk as text, edited the way a person edits it: a line in its section, a block at the end.

/** Sets `name = value` in the first section of that name (and, where it is said, of that type): in place of its line, or as the last. */
export function setIn(text: string, section: string, name: string, value: string, type?: string): string {
  const lines = text.split('\n')
  const [from, to] = bounds(lines, section, type)
  const inside = lines.slice(from + 1, to)
  const at = inside.findIndex((line) => isOf(line, name))
  const last = inside.findLastIndex((line) => /^\s*[^;\s]/.test(line)) + 1
  const place = at < 0 ? last : at
  const others = (some: readonly string[]) => some.filter((line) => !isOf(line, name))
  const changed = [...others(inside.slice(0, place)), `${name} = ${value}`, ...others(inside.slice(place))]
  return [...lines.slice(0, from + 1), ...changed, ...lines.slice(to)].join('\n')
}

/** Takes the lines of that name out of the section. */
export function removeFrom(text: string, section: string, name: string, type?: string): string {
  const lines = text.split('\n')
  const [from, to] = bounds(lines, section, type)
  return lines.filter((line, at) => at <= from || at >= to || !isOf(line, name)).join('\n')
}

export const addTo = (text: string, block: string): string => `${text.trimEnd()}\n\n${block.trim()}\n`

/** Every section of that name and type goes. */
export function removeSection(text: string, section: string, type?: string): string {
  const lines = text.split('\n')
  const [from, to] = bounds(lines, section, type)
  return [...lines.slice(0, from), ...lines.slice(to)].join('\n')
}

const isOf = (line: string, name: string): boolean => new RegExp(`^\\s*${name}\\s*=`).test(line)

function bounds(lines: readonly string[], section: string, type?: string): readonly [from: number, to: number] {
  const isHead = (line: string) => /^\s*\[/.test(line)
  for (const [from, line] of lines.entries()) {
    if (!line.trimStart().startsWith(`[${section}]`)) continue
    const next = lines.findIndex((later, at) => at > from && isHead(later))
    const to = next < 0 ? lines.length : next
    const inside = lines.slice(from + 1, to)
    if (type === undefined || inside.some((one) => new RegExp(`^\\s*type\\s*=\\s*${type}\\b`).test(one)))
      return [from, to]
  }
  throw new Error(`there is no section [${section}]${type ? ` of type ${type}` : ''}`)
}
