// My team: chosen once, shown with one press, everybody again with another.
// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { MyTeamButton } from '#renderer/views/my-team-button.tsx'
import { button, stage } from './stage.tsx'

afterEach(cleanup)

const box = (group: string, name: string) => within(screen.getByRole('group', { name: group })).getByLabelText(name)

/** Its code may still be on its way. */
async function choose(user: ReturnType<typeof stage>['user']): Promise<void> {
  await user.click(button('Choose my team'))
  await screen.findByRole('searchbox', { name: 'Find an agent' })
}

describe('my team', () => {
  it('is chosen of teams and of agents, and shown at once', async () => {
    const { user, views } = stage(<MyTeamButton />)
    await choose(user)
    await user.click(box('Teams', 'North'))
    await user.click(box('Agents', 'Agent 2 · 2'))
    expect(views().myTeam).toEqual({ teams: ['North'], agents: ['2'] })
    expect(views().now.filters.mine).toBe(true)
  })

  it('finds an agent by name or number', async () => {
    const { user } = stage(<MyTeamButton />)
    await choose(user)
    await user.type(screen.getByRole('searchbox', { name: 'Find an agent' }), 'agent 3')
    expect(within(screen.getByRole('group', { name: 'Agents' })).getAllByRole('checkbox')).toHaveLength(1)
  })

  it('says so when nobody is found', async () => {
    const { user } = stage(<MyTeamButton />)
    await choose(user)
    const said = () => screen.getAllByRole('status').map(({ textContent }) => textContent)
    expect(said().join('')).toBe('')
    await user.type(screen.getByRole('searchbox', { name: 'Find an agent' }), 'zzz')
    expect(said()).toContain('No results for “zzz”')
  })

  it('is one press of mouse or keyboard from then on, and one more for everybody', async () => {
    const { user, tell, now } = stage(<MyTeamButton />)
    tell({ kind: 'myTeam', myTeam: { teams: ['North'], agents: [] } })
    const mine = button('My team')
    expect(mine.getAttribute('aria-pressed')).toBe('true')
    await user.click(mine)
    expect(now().filters.mine).toBe(false)
    await user.tab()
    mine.focus()
    await user.keyboard(' ')
    expect(now().filters.mine).toBe(true)
  })

  it('that nobody is in any more shows everybody', async () => {
    const { user, tell, now } = stage(<MyTeamButton />)
    tell({ kind: 'myTeam', myTeam: { teams: ['North'], agents: [] } })
    await choose(user)
    await user.click(box('Teams', 'North'))
    expect(now().filters.mine).toBe(false)
    expect(screen.queryByRole('button', { name: 'My team' })).toBeNull()
  })
})
