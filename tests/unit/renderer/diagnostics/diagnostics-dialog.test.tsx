// @vitest-environment jsdom
// The diagnostics as a supervisor finds them: what was measured, what the line said, and the report as a file.
import '../wallboard/wall-page.ts' // before what loads uPlot
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { DiagnosticsDialog } from '#renderer/diagnostics/diagnostics-dialog.tsx'
import { en as words } from '#renderer/words/en/en.ts'
import { type ConsoleStage, stageConsole } from '../../../fakes/console-stage.tsx'
import { fakeClock, settle } from '../../../fakes/fake-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { fakeLine, invite } from '../../../fakes/fake-line.ts'
import { untoldFlow } from '../../../fakes/sound-flow.ts'
import { aHello } from '../floor/hello.ts'

const say = words.diagnostics
let stage: ConsoleStage
const desk = fakeDesk()
const line = fakeLine()
const clock = fakeClock(Date.UTC(2026, 2, 2, 9))
const saved: string[] = []

beforeEach(() => {
  stage = stageConsole({ desk, hello: aHello(), phone: line.phone, clock })
  saved.length = 0
  URL.createObjectURL = () => 'blob:report'
  URL.revokeObjectURL = () => {}
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download)
  })
})
afterEach(() => {
  cleanup()
  stage.stop()
  vi.restoreAllMocks()
})

const show = async () => {
  const { console, inside } = stage
  render(inside(<DiagnosticsDialog store={console.diagnostics} desk={console.desk} now={clock.now} />))
  await act(async () => console.opened.getState().open('diagnostics'))
  await screen.findByRole('button', { name: say.save })
  return screen.getByRole('dialog', { name: say.title })
}
const section = (name: string) => screen.getByRole('region', { name })

describe('the diagnostics', () => {
  it('say how the line and the phone system stood, the last change first', async () => {
    line.register()
    await clock.advance(5_000)
    line.emit({ kind: 'registration', registration: { kind: 'lost', cause: deskFailure('pbxUnreachable') } })
    await show()
    expect(section(say.line).textContent).toMatch(
      new RegExp(`${words.line.state.lost}.*${words.line.state.registered}`),
    )
    expect(section(say.feed).textContent).toContain(say.feedPhase.live)
  })

  it('say how the call sounds and which way it goes, from the moment there is one', async () => {
    await show()
    expect(section(say.sound).textContent).toContain(say.noCall)
    expect(section(say.sound).textContent).toContain(say.noSound)
    let received = 0
    line.stats = async () => {
      received += 100
      return { lost: 0, received, jitterMs: 3, roundTripMs: 40, flow: untoldFlow }
    }
    line.emit({ kind: 'invite', invite: invite('call-1') })
    await act(async () => {
      await clock.advance(2_000)
      await settle()
    })
    expect(section(say.sound).textContent).toContain(say.scores('4.4', '4.4'))
  })

  it('show each message of the line, newest first, opened one by one', async () => {
    line.messages = () => [
      { id: 1, at: clock.now(), direction: 'sent', text: 'REGISTER sip:pbx SIP/2.0\r\nCSeq: 1 REGISTER' },
      { id: 2, at: clock.now(), direction: 'received', text: 'SIP/2.0 200 OK\r\nCSeq: 1 REGISTER' },
    ]
    await show()
    const rows = [...section(say.messages('2')).querySelectorAll('summary')].map(({ textContent }) => textContent)
    expect(rows[0]).toContain(`${say.received} · SIP/2.0 200 OK`)
    expect(rows[1]).toContain(`${say.sent} · REGISTER sip:pbx`)
  })

  it('are saved as a report, and say where it is or that it could not be', async () => {
    desk.answers.report = () => [{ name: 'earshot.log', text: 'a line\n' }]
    const dialog = await show()
    await userEvent.click(screen.getByRole('button', { name: say.save }))
    await vi.waitFor(() => expect(saved).toHaveLength(1))
    expect(saved[0]).toMatch(/^earshot-report-2026-03-02-\d{4}\.zip$/)
    await vi.waitFor(() => expect(dialog.textContent).toContain(say.saved(saved[0] ?? '')))
    URL.createObjectURL = () => {
      throw new Error('no room')
    }
    await userEvent.click(screen.getByRole('button', { name: say.save }))
    await vi.waitFor(() => expect(dialog.textContent).toContain(say.notSaved))
  })
})
