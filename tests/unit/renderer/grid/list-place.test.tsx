// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react'
import { useContext } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Floor } from '#contract/floor.ts'
import { AgentsPane } from '#renderer/panes/agents-pane.tsx'
import { createPlaces, type Places, PlacesContext, usePlace } from '#renderer/ui/places.ts'
import { aCall, anAgent } from '../../../fakes/floors.ts'
import { shown, stage } from '../panes/stage.tsx'

afterEach(cleanup)

const floor: Floor = {
  agents: { 1: anAgent('1', { name: 'Ana', callId: null }), 2: anAgent('2', { name: 'Ben', callId: 'c' }) },
  calls: { c: aCall('c', '2') },
  queues: {},
}

const focused = () => document.activeElement?.getAttribute('aria-label')?.split(',')[0]

function Corner() {
  const { go } = useContext(PlacesContext)
  usePlace('corner', () => go('elsewhere'))
  return null
}

const onPage = (places: Places, picture: Floor) =>
  stage(
    <PlacesContext value={places}>
      <AgentsPane show={shown()} now={{ kind: 'live', how: null }} />
      <Corner />
    </PlacesContext>,
    picture,
  )

describe('a list of the floor', () => {
  it('is a place as long as it has rows: entered at the row it was left on, or at the first that can be heard', () => {
    const places = createPlaces()
    const { whole, page } = onPage(places, floor)
    const [list] = places.lists()
    expect(list).toMatchObject({ id: 'agents', name: 'Agents' })
    act(() => list?.enter('left'))
    expect(focused()).toBe('Ana')
    act(() => list?.enter('toHear'))
    expect(focused()).toBe('Ben')
    act(() => screen.getByRole('row', { name: /^Ben/ }).blur())
    act(() => list?.enter('left'))
    expect(focused()).toBe('Ben')
    whole({ agents: { 1: anAgent('1', { name: 'Ana', callId: null }) }, calls: {}, queues: {} })
    act(() => list?.enter('toHear'))
    expect(focused()).toBe('Ana')
    whole({ agents: {}, calls: {}, queues: {} })
    expect(places.lists()).toEqual([])
    page.unmount()
  })
})

describe('a place', () => {
  it('is gone with its component, and one that took its name stays', () => {
    const places = createPlaces()
    const led: string[] = []
    places.add('elsewhere', () => led.push('elsewhere'))
    const { page } = onPage(places, floor)
    places.go('corner')
    expect(led).toEqual(['elsewhere'])
    const stop = places.add('twice', () => led.push('first'))
    places.add('twice', () => led.push('second'))
    stop()
    places.go('twice')
    page.unmount()
    places.go('corner')
    expect(led).toEqual(['elsewhere', 'second'])
  })
})
