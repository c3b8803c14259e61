// The figures of the tree: how long, how many, how well covered. What is refused is in refusals.ts.
import { bounds, MOST_FILES, MOST_LINES, type Refusal } from './bounds.ts'
import { roomOf } from './floors.ts'
import { isBelow } from './refusals.ts'
import type { HouseTree } from './tree.ts'

export type Row = { readonly measure: string; readonly figure: string; readonly bound: string }

/** Test lines are compared with the lines of what they test. */
const areas: readonly { readonly name: string; readonly sources: RegExp; readonly tests: RegExp }[] = [
  { name: 'all', sources: /./, tests: /./ },
  { name: 'src-main', sources: /^src-main\//, tests: /^tests\/(?!unit\/(renderer|preload|contract)\/|e2e\/)/ },
  { name: 'src-renderer', sources: /^src-renderer\//, tests: /^tests\/unit\/renderer\// },
  { name: 'src-preload', sources: /^src-preload\//, tests: /^tests\/unit\/(preload|contract)\// },
  { name: 'NetSapiens', sources: /^src-main\/pbx\/netsapiens\//, tests: /^tests\/.*netsapiens/ },
]

export function figuresOf(tree: HouseTree, refusals: readonly Refusal[]): readonly Row[] {
  const fileLines = tree.sources.map(({ lines }) => lines)
  const functionLines = tree.sources.flatMap(({ functions }) => functions.map(({ lines }) => lines))
  const longOnes = functionLines.filter((lines) => lines > MOST_LINES).length
  return [
    plain('source files: lines median / p90 / max', [0.5, 0.9, 1].map((part) => quantile(fileLines, part)).join(' / ')),
    plain('functions: lines p90 / max', [0.9, 1].map((part) => quantile(functionLines, part)).join(' / ')),
    plain(`functions over ${MOST_LINES} lines, in all`, String(longOnes)),
    plain('arrows between rooms, upwards / all', arrowsBetweenRooms(tree)),
    plain(`files under ${SMALL} lines that serve one other file`, String(smallServants(tree).length)),
    plain('folders with the most files', fullest(tree)),
    ...areas.map(({ name, sources, tests }) =>
      plain(`test lines : source lines, ${name}`, ratio(linesIn(tree.tests, tests), linesIn(tree.sources, sources))),
    ),
    plain('non-null ! in tests', String(linesWith(tree, 'non-null !'))),
    ...bounds.map((bound) => ({
      measure: bound,
      figure: String(refusals.filter((refusal) => refusal.bound === bound).length),
      bound: '0',
    })),
  ]
}

const plain = (measure: string, figure: string): Row => ({ measure, figure, bound: '' })

const SMALL = 30

/** Files that could stand in the one file that imports them. */
export function smallServants({ sources, arrows }: HouseTree): readonly string[] {
  const importers = new Map<string, Set<string>>()
  for (const { from, to } of arrows) importers.set(to, (importers.get(to) ?? new Set()).add(from))
  return sources
    .filter(({ path, lines }) => lines < SMALL && importers.get(path)?.size === 1)
    .map(({ path }) => `${path} serves ${[...(importers.get(path) ?? [])].join()}`)
}

function arrowsBetweenRooms({ arrows }: HouseTree): string {
  const upwards = new Map<string, boolean>()
  for (const { from, to } of arrows) {
    const [here, there] = [roomOf(from), roomOf(to)]
    if (here && there && here.folder !== there.folder)
      upwards.set(`${here.folder} ${there.folder}`, !isBelow(there, here))
  }
  return `${[...upwards.values()].filter(Boolean).length} / ${upwards.size}`
}

function fullest({ files }: HouseTree): string {
  const counts = new Map<string, number>()
  for (const file of files) {
    const folder = file.slice(0, file.lastIndexOf('/'))
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  const most = [...counts].sort(([, a], [, b]) => b - a).slice(0, 3)
  return `${most.map(([folder, count]) => `${folder} ${count}`).join(', ')} (at most ${MOST_FILES})`
}

const linesIn = (files: HouseTree['sources'], where: RegExp): number =>
  files.filter(({ path }) => where.test(path)).reduce((sum, { lines }) => sum + lines, 0)

const linesWith = ({ tests }: HouseTree, kind: string): number =>
  tests.flatMap(({ findings }) => findings.filter((finding) => finding.kind === kind)).length

const ratio = (tests: number, sources: number): string => (sources ? (tests / sources).toFixed(2) : 'no sources')

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
