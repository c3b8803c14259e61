// The ways out of a kiosk, once: the page, the real program and docs/kiosk.md are held to this list.

export type KeyWay = {
  readonly name: string
  readonly key: string // as KeyboardEvent.key has it
  readonly held: readonly ('Control' | 'Alt' | 'Shift' | 'Meta')[]
}

const way = (name: string): KeyWay => {
  const parts = name.split('+')
  const key = parts.at(-1) ?? ''
  const held = parts.slice(0, -1).map((one) => (one === 'Ctrl' ? 'Control' : one === 'Cmd' ? 'Meta' : one))
  return { name, key: key === 'Space' ? ' ' : key, held: held as KeyWay['held'] }
}

export const keyWays: readonly KeyWay[] = [
  ...['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'ContextMenu', 'Shift+F10', 'PrintScreen'],
  ...['BrowserBack', 'BrowserForward', 'BrowserRefresh', 'BrowserHome', 'BrowserSearch', 'BrowserFavorites'],
  ...['LaunchMail', 'LaunchApplication1'],
  ...['Alt+F4', 'Alt+Space', 'Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+Home', 'Alt+Enter', 'Alt+Tab', 'Alt+Escape'],
  ...['Ctrl+N', 'Ctrl+T', 'Ctrl+W', 'Ctrl+Q', 'Ctrl+R', 'Ctrl+P', 'Ctrl+S', 'Ctrl+O', 'Ctrl+U', 'Ctrl+H', 'Ctrl+J'],
  ...['Ctrl+L', 'Ctrl+E', 'Ctrl+D', 'Ctrl+F', 'Ctrl+G', 'Ctrl+Tab', 'Ctrl+F4', 'Ctrl+F5', 'Ctrl+PageUp', 'Ctrl+1'],
  ...['Ctrl+Shift+I', 'Ctrl+Shift+J', 'Ctrl+Shift+C', 'Ctrl+Shift+N', 'Ctrl+Shift+T', 'Ctrl+Shift+W', 'Ctrl+Shift+R'],
  ...['Ctrl+Shift+Q', 'Ctrl+Shift+P', 'Ctrl+Shift+A', 'Ctrl+Shift+B', 'Ctrl+Shift+Delete', 'Ctrl+Shift+Tab'],
  ...['Cmd+Q', 'Cmd+W', 'Cmd+M', 'Cmd+H', 'Cmd+N', 'Cmd+[', 'Cmd+Alt+I', 'Ctrl+Escape'],
].map(way)

/** By the page or the mouse, each by what stops it in the page: an event that is prevented, or a function that does nothing. */
export const eventWays = [
  'context menu',
  'drag of text or a link out of the window',
  'drop of a file or an address',
  'middle click',
  'click on a link',
  'choosing a file',
] as const

export const callWays = [
  'print',
  'opening a window',
  'saving a file',
  'a box to open a file',
  'a box to save a file',
  'a box to choose a folder',
] as const

export const allWays: readonly string[] = [...keyWays.map(({ name }) => name), ...eventWays, ...callWays]
