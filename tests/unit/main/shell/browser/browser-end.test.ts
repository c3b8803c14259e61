import { describe, expect, it } from 'vitest'
import { type BrowserEnd, firstComplaint, meaningOf, type PageState } from '#main/shell/browser/browser-end.ts'

const ended = (code: number | null, signal: NodeJS.Signals | null = null, complaints = ''): BrowserEnd => ({
  kind: 'ended',
  code,
  signal,
  complaints,
})
const failed = (what: string) => ({ kind: 'failed', what })

describe('the end of the browser', () => {
  it.each<[string, BrowserEnd, PageState, object]>([
    ['a closed window', ended(0), 'gone', { kind: 'closed' }],
    ['a log-off', ended(null, 'SIGHUP'), 'open', { kind: 'closed' }],
    ['a page in another browser', ended(0), 'open', { kind: 'elsewhere' }],
    ['no browser at all', ended(0), 'never', failed('/b ended without opening the console.')],
    ['a refusal', ended(1), 'never', failed('/b ended with exit code 1.')],
    ['a refusal with words', ended(1, null, 'no way.\n'), 'never', failed('/b ended with exit code 1: no way.')],
    ['a crash', ended(null, 'SIGSEGV'), 'gone', failed('/b ended with SIGSEGV.')],
    ['a crash before the page', ended(null, 'SIGTERM'), 'never', failed('/b ended with SIGTERM.')],
    ['a lost display', ended(1), 'gone', failed('/b ended with exit code 1.')],
    [
      'a missing program',
      { kind: 'notRun', cause: 'ENOENT' },
      'never',
      failed('/b cannot be run: there is no such program.'),
    ],
    [
      'no program',
      { kind: 'notRun', cause: 'EACCES' },
      'never',
      failed('/b cannot be run: this user may not execute it.'),
    ],
    ['no memory', { kind: 'notRun', cause: 'ENOMEM' }, 'never', failed('/b cannot be run: ENOMEM.')],
  ])('is read as %s', (_what, end, page, meaning) => {
    expect(meaningOf(end, page, '/b')).toEqual(meaning)
  })
})

describe('what the browser complains of', () => {
  it('is the line that tells why, as Chromium prints it, not what every container makes it print', () => {
    const lines = [
      '/usr/bin/chromium: 9: [: 25276063744: unexpected operator',
      '[32720:32750:1126/063216.205346:ERROR:dbus/bus.cc:405] Failed to connect to the bus: Failed to connect to socket',
      '[32683:32683:1126/063215.263520:ERROR:ui/ozone/platform/x11/ozone_platform_x11.cc:257] Missing X server or $DISPLAY',
      '[32683:32683:1126/063215.263544:ERROR:ui/aura/env.cc:253] The platform failed to initialize.  Exiting.',
    ]
    expect(firstComplaint(lines.join('\n'))).toBe('Missing X server or $DISPLAY')
  })

  it('is the refusal of root and of a kernel without a sandbox', () => {
    const root =
      '[1:1:0101/000000.000001:ERROR:content/browser/zygote_host/zygote_host_impl_linux.cc:103] Running as root without --no-sandbox is not supported. See https://crbug.com/638180.'
    const kernel =
      '[1:1:0101/000000.000001:FATAL:content/browser/zygote_host/zygote_host_impl_linux.cc:128] No usable sandbox! Update your kernel.'
    expect(firstComplaint(root)).toMatch(/^Running as root without --no-sandbox is not supported/)
    expect(firstComplaint(kernel)).toBe('No usable sandbox! Update your kernel')
  })

  it('is the first line of anything else, without what a terminal would obey, and never long', () => {
    expect(firstComplaint('\n  \u001b[31msh: 1: foo: not found.\nmore')).toBe('[31msh: 1: foo: not found')
    expect(firstComplaint('x'.repeat(5000))).toHaveLength(200)
    expect(firstComplaint('')).toBeNull()
    expect(firstComplaint(' \n\n')).toBeNull()
  })
})
