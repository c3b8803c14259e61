// The picture is moved by what each event touches. Whatever came before, it is the one that is computed from all there is.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Floor } from '#contract/floor.ts'
import { createPicture, type Picture } from '#main/pbx/asterisk/floor/picture.ts'
import { agentOf, channelsOfAgent } from '#main/pbx/asterisk/floor/picture-owners.ts'
import type { Tables } from '#main/pbx/asterisk/floor/picture-tables.ts'
import { wrapEndOf } from '#main/pbx/asterisk/floor/picture-wrap-ups.ts'
import { anySteps } from './any-events.ts'
import { siteRules } from './replay.ts'

const start = 1_700_000_100_000

describe('the picture of the floor, after any events', () => {
  it('is what it would be if every row were read anew', () => {
    fc.assert(
      fc.property(anySteps, fc.constantFrom('all' as const, [], ['1001', '1003']), (steps, extensions) => {
        const picture = createPicture({ ...siteRules, extensions }, 0)
        for (const extension of extensions === 'all' ? [] : extensions) picture.tables.dirty.agents.add(extension)
        let now = start
        for (const step of steps) {
          if ('passMs' in step && typeof step.passMs === 'number') now += step.passMs
          else picture.apply(step as Parameters<Picture['apply']>[0], now)
          picture.takePatch(now)
          const floor = picture.floor()
          expect(readAnew(picture, now)).toEqual(floor)
          expect(queuesByWalking(picture.tables, floor)).toEqual(queuesOf(floor))
          for (const id of Object.keys(floor.agents))
            expect(channelsOfAgent(picture.tables, id)).toEqual(channelsByWalking(picture.tables, id))
        }
      }),
      { numRuns: 150 },
    )
  })
})

function readAnew(picture: Picture, now: number): Floor {
  picture.tables.people = null
  picture.takePatch(now)
  return picture.floor()
}

const channelsByWalking = (tables: Tables, id: string) =>
  [...tables.channels.values()].filter((channel) => agentOf(tables, channel) === id)

type Counted = Readonly<Record<string, Pick<Floor['queues'][string], 'agentsAvailable' | 'inService'>>>

const queuesOf = (floor: Floor): Counted =>
  Object.fromEntries(
    Object.values(floor.queues).map(({ id, agentsAvailable, inService }) => [id, { agentsAvailable, inService }]),
  )

const queuesByWalking = (tables: Tables, floor: Floor): Counted =>
  Object.fromEntries(
    Object.keys(floor.queues).map((id) => [
      id,
      {
        agentsAvailable: Object.values(floor.agents).filter((agent) => isFree(tables, agent, id)).length,
        inService: Object.values(floor.calls).filter((call) => isServed(tables, call, id)).length,
      },
    ]),
  )

function isFree(tables: Tables, { id, presence }: Floor['agents'][string], queue: string): boolean {
  if (!['available', 'paused', 'wrapUp'].includes(presence.kind)) return false
  return (tables.people?.byId.get(id)?.members ?? []).some(({ way, queues }) => {
    const membership = queues.get(queue)
    return membership?.paused === false && wrapEndOf(tables, way, membership) <= tables.now
  })
}

const isServed = ({ groups }: Tables, { id, queueId, state }: Floor['calls'][string], queue: string): boolean =>
  queueId === queue &&
  (state === 'talking' || state === 'held') &&
  ![...(groups.get(id) ?? [])].some(({ countedBy }) => countedBy === queue)
