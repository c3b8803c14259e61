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
    ['hid', [], true],
    ['usb', [], false],
    ['serial', [], false],
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

  it.each([
    ['a Jabra', { deviceType: 'hid', origin: 'app://console', device: { vendorId: 0x0b0e } }, true],
    ['a keyboard', { deviceType: 'hid', origin: 'app://console', device: { vendorId: 0x05ac } }, false],
    ['a device without a maker', { deviceType: 'hid', origin: 'app://console', device: {} }, false],
    ['a Jabra as USB', { deviceType: 'usb', origin: 'app://console', device: { vendorId: 0x0b0e } }, false],
    ['a Jabra for another page', { deviceType: 'hid', origin: 'https://console', device: { vendorId: 0x0b0e } }, false],
  ])('gives out headsets of known makers alone: %s', async (_what, details, allowed) => {
    const { within } = await startConsole()
    expect((within.handlers.device as (asked: object) => boolean)(details)).toBe(allowed)
  })

  it('takes the first known headset where the system has no list to choose from, and says what else there is', async () => {
    const { within, log } = await startConsole()
    const choose = within.handlers['select-hid-device'] as (...args: unknown[]) => void
    const chosen = vi.fn()
    const event = { preventDefault: () => {} }
    const keyboard = { deviceId: 'k', vendorId: 0x05ac, name: 'Keyboard' }
    const headset = { deviceId: 'h', vendorId: 0x047f, name: 'Blackwire' }
    choose(event, { deviceList: [keyboard, headset], frame: { url: ours } }, chosen)
    choose(event, { deviceList: [keyboard], frame: { url: ours } }, chosen)
    choose(event, { deviceList: [headset], frame: { url: 'https://elsewhere/' } }, chosen)
    expect(chosen.mock.calls).toEqual([['h'], [null], [null]])
    expect(log).toContain('warn no headset of a known maker among Keyboard (5ac)')
  })

  it('gives out no screen', async () => {
    const { within } = await startConsole()
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
