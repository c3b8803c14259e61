// The floors of the house, once, as data: a room imports from the lines below its own, never from beside it or above.

export type Tree = {
  readonly folder: string
  /** The trees it may import from at all. */
  readonly below: readonly string[]
  /** Rooms, the highest line first. `.` is what stands directly in the tree; `pbx/*` makes every folder of pbx a room of its own. */
  readonly floors: readonly (readonly string[])[]
}

export const trees: readonly Tree[] = [
  {
    folder: 'src-renderer',
    below: ['src-preload'],
    floors: [
      ['.', 'app'],
      ['setup'],
      ['settings', 'history'],
      ['orders', 'desktop'],
      ['alerts', 'wallboard', 'coverage', 'supervisors', 'diagnostics', 'headset', 'phone'],
      ['commands'],
      ['views'],
      ['panes', 'card', 'scorecard'],
      ['acts'],
      ['monitor', 'grid'],
      ['monitor/logic'],
      ['floor'],
      ['calls'],
      ['line', 'signin'],
      ['keys'],
      ['ui'],
      ['words'],
      ['desk'],
    ],
  },
  {
    folder: 'src-main',
    below: ['src-preload'],
    floors: [
      ['.', 'app'],
      ['shell/electron', 'shell/browser'],
      ['shell/page'],
      ['desk'],
      ['history', 'setup', 'proof'],
      ['floor', 'sign-in', 'rights'],
      ['pbx/*'],
      ['pbx/kit'],
      ['settings', 'launch', 'updates'],
      ['pbx'],
      ['system', 'demo-pbx'],
    ],
  },
  {
    folder: 'src-preload',
    below: [],
    floors: [['.'], ['contract'], ['contract/site', 'contract/acts', 'contract/notice', 'contract/phone']],
  },
]

export type Room = { readonly tree: Tree; readonly name: string; readonly folder: string; readonly floor: number }

/** The room a file belongs to; null: its folder has no floor yet. */
export function roomOf(file: string): Room | null {
  const tree = trees.find(({ folder }) => file.startsWith(`${folder}/`))
  if (!tree) return null
  const folders = file
    .slice(tree.folder.length + 1)
    .split('/')
    .slice(0, -1)
  // The nearest declaration counts: `pbx/kit` before `pbx/*` before `pbx`.
  for (let depth = folders.length; depth > 0; depth--) {
    const name = folders.slice(0, depth).join('/')
    for (const pattern of [name, [...folders.slice(0, depth - 1), '*'].join('/')]) {
      const floor = tree.floors.findIndex((rooms) => rooms.includes(pattern))
      if (floor >= 0) return { tree, name, folder: `${tree.folder}/${name}`, floor }
    }
  }
  const floor = tree.floors.findIndex((rooms) => rooms.includes('.'))
  return folders.length === 0 && floor >= 0 ? { tree, name: '.', folder: tree.folder, floor } : null
}
