// @vitest-environment jsdom
// What is amiss with the phone system, in a sentence for the supervisor and in its own words for the administrator.
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Freshness } from '#renderer/desk/desk-state.ts'
import { NoticeBar } from '#renderer/floor/notice-bar.tsx'
import { en as words } from '#renderer/words/en/en.ts'

afterEach(cleanup)
const show = (now: Freshness) => render(<NoticeBar now={now} notice={null} onRead={() => undefined} />)

describe('the notice above the panes', () => {
  it('is not there while all is well', () => {
    show({ kind: 'live', how: 'Monitoring through ARI' })
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('says why nothing can be monitored though the floor is live, and what the administrator must know', () => {
    const detail = 'ARI: ECONNREFUSED; context earshot-monitor: Did not find context'
    show({ kind: 'live', how: null, cause: { code: 'noWayToMonitor', detail } })
    const said = screen.getByRole('alert').textContent ?? ''
    expect(said).toContain(words.errors.noWayToMonitor)
    expect(said).toContain(words.app.notice.forAdministrator(detail))
  })

  it('names a certificate as the cause of a floor that is old', () => {
    show({ kind: 'stale', asOf: 0, cause: { code: 'pbxCertificate', detail: 'CERT_HAS_EXPIRED' } })
    expect(screen.getByRole('alert').textContent).toContain(words.errors.pbxCertificate)
    expect(screen.getByRole('alert').textContent).toContain('CERT_HAS_EXPIRED')
  })

  it('says that news come late in one sentence that stays the same, so that nobody is told each second', () => {
    const { rerender } = show({ kind: 'behind', asOf: 0, lateMs: 3000 })
    const said = screen.getByRole('alert').textContent
    expect(said).toContain('arriving late')
    rerender(<NoticeBar now={{ kind: 'behind', asOf: 0, lateMs: 9000 }} notice={null} onRead={() => undefined} />)
    expect(screen.getByRole('alert').textContent).toBe(said)
  })

  it('adds nothing where the phone system gave no words of its own', () => {
    show({ kind: 'refused', asOf: 0, cause: { code: 'pbxWrongPassword' } })
    expect(screen.getByRole('alert').textContent).toBe(words.app.notice.refused(words.errors.pbxWrongPassword))
  })
})
