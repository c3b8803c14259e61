// What the end of the browser's process means for the console, and how it is told. Pure.

export type BrowserEnd =
  | { readonly kind: 'notRun'; readonly cause: string } // an errno name, or a text
  | {
      readonly kind: 'ended'
      readonly code: number | null
      readonly signal: NodeJS.Signals | null
      readonly complaints: string // its standard error
    }

/** The console's page, as the server has seen it. */
export type PageState = 'never' | 'open' | 'gone'

export type Meaning =
  | { readonly kind: 'closed' } // by the person: the window's end is the program's end
  | { readonly kind: 'elsewhere' } // another browser process has the page
  | { readonly kind: 'failed'; readonly what: string }

/** Who ends a browser by these wants it closed; any other signal is a crash. */
const closing: readonly string[] = ['SIGTERM', 'SIGINT', 'SIGHUP']

export function meaningOf(end: BrowserEnd, page: PageState, browser: string): Meaning {
  if (end.kind === 'notRun') return { kind: 'failed', what: `${browser} cannot be run: ${whyNotRun(end.cause)}.` }
  const { code, signal, complaints } = end
  if (signal !== null && closing.includes(signal) && page !== 'never') return { kind: 'closed' }
  if (code === 0) {
    if (page === 'gone') return { kind: 'closed' }
    if (page === 'open') return { kind: 'elsewhere' }
    return { kind: 'failed', what: `${browser} ended without opening the console.` }
  }
  const how = signal === null ? `exit code ${code}` : signal
  const complaint = firstComplaint(complaints)
  return { kind: 'failed', what: `${browser} ended with ${how}${complaint ? `: ${complaint}` : ''}.` }
}

function whyNotRun(cause: string): string {
  switch (cause) {
    case 'ENOENT':
      return 'there is no such program'
    case 'EACCES':
      return 'this user may not execute it'
    default:
      return cause
  }
}

const chromiumLine = /^\[[\d:/.]+:(?:ERROR|FATAL):([^\]]+)\]\s*(.+)$/

/** Of every start in a container, also of one that goes well. */
const noise = /dbus|zygote_linux|gpu|vaapi|viz|gcm|sandbox_linux/

/** The first line that may tell why: Chromium's own before a wrapper script's. Without its full stop; null when it was silent. */
export function firstComplaint(complaints: string): string | null {
  const lines = complaints.split('\n').map((line) => printable(line).trim())
  const own = lines.map((line) => chromiumLine.exec(line)).find((found) => found && !noise.test(found[1] ?? ''))
  const line = own?.[2] ?? lines.find(Boolean)
  return line ? line.slice(0, 200).replace(/\.$/, '') : null
}

// A terminal would obey control characters.
const printable = (line: string): string => line.replace(/[\p{Cc}\p{Cf}]/gu, ' ')
