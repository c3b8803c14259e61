// Everything in the tree that is beyond a bound, each by name.
import { type Bound, LONG_FUNCTIONS_IN, MAY_SEARCH_PAGE, MOST_FILES, MOST_LINES, type Refusal } from './bounds.ts'
import { circlesOf, graphOf } from './circles.ts'
import { type Room, roomOf } from './floors.ts'
import type { Arrow, HouseTree } from './tree.ts'

export function refusalsOf(tree: HouseTree): readonly Refusal[] {
  return [
    ...circlesOf(graphOf(tree.arrows.map(({ from, to }) => [from, to] as const))).map((circle) =>
      refusal('circle of files', circle.join(', ')),
    ),
    ...knotsOf(tree).map((knot) => refusal('circle of folders', knot)),
    ...tree.arrows.flatMap(refusedArrow),
    ...homeless(tree).map((folder) => refusal('folder without a floor', folder)),
    ...tree.nowhere.map(({ from, line, specifier }) =>
      refusal('import that leads nowhere', `${from}:${line} ${specifier}`),
    ),
    ...fullFolders(tree),
    ...longFunctions(tree),
    ...forbiddenText(tree),
  ]
}

const refusal = (bound: Bound, text: string): Refusal => ({ bound, text })

/**
 * Circles in which a folder takes part, seen from each folder above: what stands directly in it is a file,
 * what stands deeper is its subfolder. So a feature's face may use the feature's own folders and serve them too,
 * as long as no file of the face does both.
 */
function knotsOf({ files, arrows }: HouseTree): readonly string[] {
  const parents = new Set(files.map((file) => file.slice(0, file.lastIndexOf('/'))).flatMap(ancestors))
  return [...parents].sort().flatMap((parent) => {
    const inside = arrows.filter(({ from, to }) => from.startsWith(parent) && to.startsWith(parent))
    const part = (file: string): string => file.slice(parent.length).replace(/\/.*/s, '/')
    const pairs = inside.map(({ from, to }) => [part(from), part(to)] as const).filter(([from, to]) => from !== to)
    return circlesOf(graphOf(pairs))
      .filter((circle) => circle.some((name) => name.endsWith('/')))
      .map((circle) => `${parent}{${circle.join(', ')}}`)
  })
}

const ancestors = (folder: string): readonly string[] =>
  folder.split('/').map((_, i, names) => `${names.slice(0, i + 1).join('/')}/`)

function refusedArrow(arrow: Arrow): readonly Refusal[] {
  const { from, to, line } = arrow
  const [here, there] = [roomOf(from), roomOf(to)]
  if (!here || !there || here.folder === there.folder) return []
  const seen = `${from}:${line} imports ${to}`
  const found = isBelow(there, here)
    ? []
    : [refusal('import upwards', `${seen} (${there.folder} is not below ${here.folder})`)]
  const inFace = to.lastIndexOf('/') === there.folder.length
  return inFace ? found : [...found, refusal('reach into a subfolder', `${seen} (it is ${there.folder}'s own)`)]
}

export const isBelow = (lower: Room, upper: Room): boolean =>
  lower.tree === upper.tree ? lower.floor > upper.floor : upper.tree.below.includes(lower.tree.folder)

function homeless({ sources }: HouseTree): readonly string[] {
  const folders = sources
    .filter(({ path }) => roomOf(path) === null)
    .map(({ path }) => path.slice(0, path.lastIndexOf('/')))
  return [...new Set(folders)]
}

/** Whatever stands directly in it counts, style sheets as well. */
function fullFolders({ files }: HouseTree): readonly Refusal[] {
  const counts = new Map<string, number>()
  for (const file of files) {
    const folder = file.slice(0, file.lastIndexOf('/'))
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [...counts]
    .filter(([, count]) => count > MOST_FILES)
    .map(([folder, count]) => refusal('folder too full', `${folder} has ${count} files, ${MOST_FILES} at most`))
}

function longFunctions({ sources }: HouseTree): readonly Refusal[] {
  return sources
    .filter(({ path }) => !LONG_FUNCTIONS_IN.some((folder) => path.startsWith(folder)))
    .flatMap(({ path, functions }) =>
      functions
        .filter(({ lines }) => lines > MOST_LINES)
        .map(({ name, line, lines }) =>
          refusal('function too long', `${path}:${line} ${name} has ${lines} lines, ${MOST_LINES} at most`),
        ),
    )
}

/** Tests may say `!`: what they look at is there, or they fail. */
function forbiddenText({ sources, tests }: HouseTree): readonly Refusal[] {
  return [...sources, ...tests].flatMap(({ path, findings }) =>
    findings.filter(({ kind }) => !isAllowed(kind, path)).map(({ kind, line }) => refusal(kind, `${path}:${line}`)),
  )
}

/** Tests look at the whole page, as a person does. */
function isAllowed(kind: Bound, path: string): boolean {
  if (kind === 'search of the page') return !path.startsWith('src-renderer/') || path in MAY_SEARCH_PAGE
  return kind === 'non-null !' && path.startsWith('tests/')
}
