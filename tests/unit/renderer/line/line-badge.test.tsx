// The badge of the line: how it stands, why, and the one button that makes sense then.
// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { LineBadge } from '#renderer/line/line-badge.tsx'
import type { Registration } from '#renderer/line/phone.ts'
import { button, stage } from './stage.tsx'

afterEach(cleanup)

const region = () => screen.getByRole('region', { name: 'Your line' })
const icon = () => region().querySelector('svg')?.getAttribute('class')
const cause = { code: 'pbxUnreachable' } as const

const states: readonly (readonly [Registration, string, RegExp, string, string])[] = [
  [{ kind: 'off' }, 'Line logged out', /logged out\. Phone calls/, 'Log in to your line', 'phone-off'],
  [{ kind: 'connecting' }, 'Line connecting', /logging in/, 'Log out of your line', 'phone-missed'],
  [{ kind: 'registered' }, 'Line ready', /open here automatically/, 'Log out of your line', 'lucide-phone'],
  [{ kind: 'lost', cause }, 'Line disconnected', /tries again/, 'Log out of your line', 'phone-missed'],
  [
    { kind: 'refused', cause: { code: 'lineRefused' } },
    'Line rejected',
    /password|rejected|phone system/,
    'Log in to your line',
    'phone-off',
  ],
  [
    { kind: 'taken', cause: { code: 'lineTaken' } },
    'Line in use elsewhere',
    /console|window|computer/,
    'Log in to your line',
    'phone-off',
  ],
]

describe('the badge', () => {
  it.each(states)(
    'of a line that is %j says so, why, and offers what can be done',
    (registration, state, why, name, sign) => {
      const { with: line } = stage(<LineBadge />)
      line({ registration })
      expect(region().textContent).toMatch(state)
      expect(screen.getByText(state).title).toMatch(why)
      expect(screen.getByText(state).querySelector('.sr-only')?.textContent).toMatch(why)
      expect(region().dataset.line).toBe(registration.kind)
      expect(screen.getAllByRole('button').map((one) => one.ariaLabel ?? one.textContent)).toEqual([name])
      expect(icon()).toContain(sign)
    },
  )

  it('logs in and logs out, the latter only deliberately', async () => {
    const { user, done, with: line } = stage(<LineBadge />)
    await user.click(button('Log in to your line'))
    line({ registration: { kind: 'registered' } })
    expect(button('Log out of your line').dataset.deliberate).toBe('moves')
    await user.click(button('Log out of your line'))
    expect(done).toEqual(['logIn', 'logOut'])
  })

  it('says where there is no line at all, and offers nothing', () => {
    stage(<LineBadge />, { hasAccount: false })
    expect(region().textContent).toBe('No line in this console You have no line in this console. Use your desk phone.')
    expect(region().dataset.line).toBe('none')
    expect(screen.queryByRole('button')).toBeNull()
  })
})
