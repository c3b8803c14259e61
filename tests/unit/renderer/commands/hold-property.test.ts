// @vitest-environment jsdom
// Hold-to-talk through the real listener, monitor and line: whatever the hand, the window and the PBX do, it is never stuck open.

import fc from 'fast-check'
import { afterEach, expect, it, vi } from 'vitest'
import { CHECK_EVERY_MS, CHECKS_TO_HOLD } from '#renderer/commands/hold.ts'
import { listenToKeys } from '#renderer/commands/listen-to-keys.ts'
import { WORD_MS } from '#renderer/commands/typed.ts'
import { defaultKeymap } from '#renderer/keys/keymap.ts'
import { createRunner } from '#renderer/monitor/run/runner.ts'
import { keyTime } from '../../../fakes/key-time.ts'
import { followLinks } from '../monitor/follow-links.ts'
import { type Behaviour, behaviours, SimulatedPbx } from '../monitor/simulated-pbx.ts'

type Step =
  | { readonly do: 'down'; readonly code: 'KeyV' | 'KeyX' | 'ShiftLeft' | 'KeyM'; readonly repeat: boolean }
  /** The talk key goes down and stays there for long enough. */
  | { readonly do: 'hold' }
  | { readonly do: 'up'; readonly code: 'KeyV' | 'KeyX' }
  | { readonly do: 'lost'; readonly what: 'blur' | 'hidden' | 'field' | 'button' | 'pointer' | 'menu' | 'unnoticed' }
  | { readonly do: 'back' }
  | { readonly do: 'pbx'; readonly what: 'deliver' | 'drop' | 'repeat'; readonly at: number }
  | { readonly do: 'settle' }
  | { readonly do: 'behave'; readonly as: Behaviour }
  | { readonly do: 'pass'; readonly checks: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('down'),
      code: fc.constantFrom('KeyV', 'KeyV', 'KeyV', 'KeyX', 'ShiftLeft', 'KeyM'),
      repeat: fc.constantFrom(false, false, true),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('up'), code: fc.constantFrom('KeyV', 'KeyX') }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('lost'),
      what: fc.constantFrom('blur', 'hidden', 'field', 'button', 'pointer', 'menu', 'unnoticed'),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ do: 'back' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pbx'),
      what: fc.constantFrom('deliver', 'deliver', 'drop', 'repeat'),
      at: fc.nat(5),
    }),
  },
  { weight: 6, arbitrary: fc.constant({ do: 'settle' }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('behave'), as: fc.constantFrom('right', 'right', ...behaviours) }),
  },
  { weight: 5, arbitrary: fc.constant({ do: 'hold' }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('pass'), checks: fc.constantFrom(1, 7, 9, 9, 20) }) },
) as fc.Arbitrary<Step>

const keys = { KeyV: 'v', KeyX: 'x', ShiftLeft: 'Shift', KeyM: 'm' } as const

/** The hand has rested for longer than between two letters of a word. */
const REST_MS = WORD_MS * 2

class Desk {
  readonly pbx = new SimulatedPbx()
  readonly field = document.createElement('input')
  readonly button = document.createElement('button')
  // What the hand and the window have done, kept apart from the console's own logic: only then may the microphone be open.
  mayBeOpen = false
  focused = true
  hidden = false
  /** How long the talk key has surely been down, in checks; null: it is not. */
  private down: number | null = null
  private time = keyTime()
  readonly runner = createRunner({
    desk: this.pbx.desk,
    phone: this.pbx.line.phone,
    clock: { now: () => 1_000, after: () => () => {} },
    onChange: () => {},
  })
  readonly stop: () => void

  constructor() {
    followLinks(this.pbx.desk, this.runner)
    document.body.append(this.field, this.button)
    this.button.blur()
    vi.spyOn(document, 'hasFocus').mockImplementation(() => this.focused)
    vi.spyOn(document, 'hidden', 'get').mockImplementation(() => this.hidden)
    this.pbx.links('feed', true)
    this.pbx.links('registration', true)
    const stopKeys = listenToKeys(window, {
      keymap: () => defaultKeymap,
      speakKeys: () => 'hold',
      mustBeHeld: (id) => id === 'holdToTalk',
      keepsWindow: () => false,
      tooShort: () => {},
      stuck: () => {},
      run: () => true,
      close: () => this.runner.mute(),
      meantToClose: () => true,
      silence: () => false,
      refuses: () => !this.mayHold(),
      choose: (mode) => this.runner.monitor({ kind: 'choose', mode, hearers: [] }),
      ...this.time.time,
    })
    this.stop = () => {
      stopKeys()
      this.runner.stop()
      this.field.remove()
      this.button.remove()
    }
  }

  async play(one: Step): Promise<void> {
    this.perform(one)
    if (one.do === 'settle') await this.settle()
    await ticks()
  }

  private perform(one: Step): void {
    switch (one.do) {
      case 'down': {
        const goesOn = one.code === 'KeyV' && one.repeat
        if (!goesOn) this.mayBeOpen = false
        // A new press begins a hold when the hand rested before; the listener is told so by the time.
        if (!one.repeat) this.time.pass(REST_MS)
        if (!goesOn) this.down = one.code === 'KeyV' && !one.repeat && this.canBegin() ? 0 : null
        press('keydown', one.code, one.repeat)
        return
      }
      case 'hold':
        this.perform({ do: 'down', code: 'KeyV', repeat: false })
        this.pass(CHECKS_TO_HOLD)
        return
      case 'up':
        if (one.code === 'KeyV') this.release()
        press('keyup', one.code, false)
        return
      case 'lost':
        this.lose(one.what)
        return
      case 'back':
        this.focused = true
        this.hidden = false
        ;(document.activeElement as HTMLElement | null)?.blur()
        return
      case 'pbx':
        this.pbx.traffic(one.at, one.what)
        return
      case 'behave':
        this.pbx.behaviour = one.as
        return
      case 'pass':
        this.pass(one.checks)
        return
      case 'settle':
        return
    }
  }

  private release(): void {
    this.mayBeOpen = false
    this.down = null
  }

  private pass(checks: number): void {
    this.time.pass(checks * CHECK_EVERY_MS)
    if (!this.focused || this.hidden) this.release()
    else if (this.down !== null) this.down += checks
    // While it is not held long enough, what was begun may have been called off by what the monitor does.
    if (this.down !== null && this.down >= CHECKS_TO_HOLD) this.mayBeOpen = true
  }

  private mayHold(): boolean {
    const { monitor } = this.runner.running()
    return monitor.phase === 'live' && monitor.modeState.kind === 'confirmed' && monitor.modeState.mode === 'listen'
  }

  private canBegin = (): boolean => document.activeElement !== this.field && this.mayHold()

  private lose(what: Extract<Step, { do: 'lost' }>['what']): void {
    if (what === 'unnoticed') {
      this.focused = false // no event at all: the next check must find it
      return
    }
    if (what === 'button' && document.activeElement === this.button) return // it has the focus already
    this.release()
    if (what === 'blur') window.dispatchEvent(new Event('blur'))
    if (what === 'pointer') window.dispatchEvent(new Event('pointerdown'))
    if (what === 'menu') window.dispatchEvent(new Event('contextmenu'))
    if (what === 'field') this.field.focus()
    if (what === 'button') this.button.focus()
    if (what === 'hidden') {
      this.hidden = true
      document.dispatchEvent(new Event('visibilitychange'))
    }
  }

  async settle(): Promise<void> {
    for (let i = 0; i < 40 && this.pbx.onTheWay > 0; i++) {
      this.pbx.traffic(0, 'deliver')
      await ticks()
    }
  }
}

function press(type: 'keydown' | 'keyup', code: keyof typeof keys, repeat: boolean): void {
  const target = document.activeElement ?? document.body
  target.dispatchEvent(new KeyboardEvent(type, { key: keys[code], code, repeat, bubbles: true, cancelable: true }))
}

async function ticks(): Promise<void> {
  for (let i = 0; i < 8; i++) await Promise.resolve()
}

afterEach(() => vi.restoreAllMocks())

it('the microphone is open only while the key is surely held, and always closed at the source in the same moment', async () => {
  let spoken = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 50 }), async (steps) => {
      const desk = new Desk()
      desk.runner.monitor({
        kind: 'listen',
        target: { callId: 'a', agentId: '1' },
        follow: false,
        why: 'chosen',
        canHop: true,
      })
      await ticks()
      await desk.settle()
      for (const one of steps) {
        await desk.play(one)
        if (desk.pbx.line.isOpen()) {
          spoken += 1
          expect(desk.mayBeOpen, `open after ${JSON.stringify(one)}`).toBe(true)
        }
      }
      expect(desk.pbx.mistakes).toEqual([])
      desk.stop()
      expect(desk.pbx.line.isOpen()).toBe(false)
    }),
    { numRuns: 1_500 },
  )
  expect(spoken, 'steps at which somebody was whispered to').toBeGreaterThan(100)
}, 90_000) // it counts steps, not seconds: a busy machine takes longer

it('the confirmation that comes after the key is up opens nothing', async () => {
  const desk = new Desk()
  desk.runner.monitor({
    kind: 'listen',
    target: { callId: 'a', agentId: '1' },
    follow: false,
    why: 'chosen',
    canHop: true,
  })
  await ticks()
  await desk.settle()
  await desk.play({ do: 'down', code: 'KeyV', repeat: false })
  await desk.play({ do: 'pass', checks: CHECKS_TO_HOLD })
  expect(desk.runner.running().monitor).toMatchObject({ modeState: { kind: 'changing', to: 'whisperAgent' } })
  await desk.play({ do: 'up', code: 'KeyV' })
  await desk.settle()
  expect(desk.pbx.line.log).not.toContain('open')
  expect(desk.runner.running().monitor).toMatchObject({ modeState: { kind: 'confirmed', mode: 'listen' } })
  desk.stop()
})
