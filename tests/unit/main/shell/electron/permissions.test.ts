// The microphone, the choice of a speaker and notifications, for our own main frame; nothing else and nobody else.
import { describe, expect, it, vi } from 'vitest'
import { mayUse } from '#main/shell/electron/permissions.ts'
import { systemPreferences } from '../../../../fakes/fake-electron.ts'
import { startConsole } from './running-console.ts'

vi.mock('electron', () => import('../../../../fakes/fake-electron.ts'))

const ours = 'app://console/index.html'

describe('what the page may use', () => {
  it.each([
    ['media', ['audio'], true],
    ['media', ['audio', 'video'], false],
    ['media', ['video'], false],
    ['media', ['unknown'], false],
    ['media', [], false],
    ['speaker-selection', [], true],
    ['loopback-network', [], true],
    ['display-capture', ['audio'], false],
    ['geolocation', [], false],
    ['notifications', [], true],
    ['screen-wake-lock', [], true],
    ['system-wake-lock', [], false],
    ['clipboard-read', [], false],
    ['openExternal', [], false],
    ['hid', [], false],
  ])('%s %j: %s', (permission, media, allowed) => {
    expect(mayUse({ permission, media, from: ours, mainFrame: true, isWall: false })).toBe(allowed)
  })

  it.each([
    ['a frame inside the page', ours, false],
    ['another host of the scheme', 'app://elsewhere/index.html', true],
    ['a page of the network', 'https://console/index.html', true],
    ['an address that only begins like ours', 'app://console.evil.example/index.html', true],
    ['a file', 'file:///index.html', true],
    ['nobody in particular', undefined, true],
  ])('neither the microphone nor notifications for %s', (_who, from, mainFrame) => {
    expect(mayUse({ permission: 'media', media: ['audio'], from, mainFrame, isWall: false })).toBe(false)
    expect(mayUse({ permission: 'notifications', media: [], from, mainFrame, isWall: false })).toBe(false)
    expect(mayUse({ permission: 'screen-wake-lock', media: [], from, mainFrame, isWall: false })).toBe(false)
  })
})

describe('the rules in force', () => {
  const asks = (details: object) => ({ requestingUrl: ours, isMainFrame: true, ...details })

  it('answers a question for the microphone with yes, for the camera with no, and says so', async () => {
    const { within, log } = await startConsole()
    const request = within.handlers.request as (...args: unknown[]) => void
    const answers: boolean[] = []
    request({}, 'media', (yes: boolean) => answers.push(yes), asks({ mediaTypes: ['audio'] }))
    await vi.waitFor(() => expect(answers).toEqual([true]))
    request({}, 'media', (yes: boolean) => answers.push(yes), asks({ mediaTypes: ['audio', 'video'] }))
    expect(answers).toEqual([true, false])
    expect(log).toContain('warn refused the page media (audio, video)')
  })

  it('holds the same rules when Chromium only checks', async () => {
    const { within } = await startConsole()
    const check = within.handlers.check as (...args: unknown[]) => boolean
    expect(check({}, 'media', 'app://console/', asks({ mediaType: 'audio' }))).toBe(true)
    expect(check({}, 'media', 'app://console/', { isMainFrame: true, mediaType: 'audio' })).toBe(true)
    expect(check({}, 'media', 'app://console/', asks({ mediaType: 'video' }))).toBe(false)
    expect(check(null, 'media', 'app://console/', asks({ mediaType: 'audio' }))).toBe(false)
    expect(check({}, 'usb', 'app://console/', asks({}))).toBe(false)
  })

  it('gives out no device and no screen', async () => {
    const { within } = await startConsole()
    expect((within.handlers.device as () => boolean)()).toBe(false)
    const shared = vi.fn()
    ;(within.handlers.display as (...args: unknown[]) => void)({}, shared)
    expect(shared).toHaveBeenCalledExactlyOnceWith({})
  })

  it('asks macOS first, and its no is a no', async () => {
    const { within } = await startConsole({ platform: 'darwin' })
    systemPreferences.microphone = false
    const answer = vi.fn()
    ;(within.handlers.request as (...args: unknown[]) => void)({}, 'media', answer, asks({ mediaTypes: ['audio'] }))
    await vi.waitFor(() => expect(answer).toHaveBeenCalledExactlyOnceWith(false))
    expect(systemPreferences.asked).toEqual(['microphone'])
  })
})
