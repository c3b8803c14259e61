// How a supervisor looks at the floor: which panes where, what is shown in them and in which order. Remembered per person.
import { z } from 'zod'

const text = z.string().max(200)

export const paneId = z.enum(['agents', 'calls', 'queues'])
export type PaneId = z.infer<typeof paneId>
export const paneIds: readonly PaneId[] = paneId.options

/** What an agent is shown to do: the presence the phone system tells, and apart from it a call that is on hold. */
export const agentState = z.enum([
  'loggedOut',
  'unregistered',
  'available',
  'ringing',
  'onCall',
  'onHold',
  'wrapUp',
  'paused',
  'doNotDisturb',
  'busy',
])
export type AgentState = z.infer<typeof agentState>

const several = <T extends z.ZodType>(one: T, most = 200) => z.array(one).max(most).readonly().default([])

/**
 * What is shown. Of each kind any of its values is let through, none named: all. A filter on calls keeps the agents on such
 * calls, one on agents the calls they are on.
 */
export const floorFilters = z.preprocess(
  fromOneValue,
  z.object({
    queueIds: several(text),
    teams: several(text),
    states: several(agentState, 20),
    callStates: several(z.enum(['waiting', 'ringing', 'talking', 'held', 'parked']), 20),
    net: z.enum(['on', 'off']).nullable().default(null),
    longerThanMin: z.number().positive().max(1440).nullable().default(null), // the call's duration, the agent's time in state
    mine: z.boolean().default(false), // the person's own team alone
    needsHelp: z.boolean().default(false), // who asks for help and is not helped yet
  }),
)
export type FloorFilters = Readonly<z.infer<typeof floorFilters>>

/** As filters were called while each took one value: still read, in the person's settings and in a site's file. */
export const formerFilters: readonly string[] = ['queueId', 'team', 'presence', 'callState']

/** Views were kept with one value a filter before; talking and on hold were one state of an agent. */
function fromOneValue(kept: unknown): unknown {
  if (typeof kept !== 'object' || kept === null) return kept
  const { queueId, team, presence, callState, ...filters } = kept as Record<string, unknown>
  const one = (value: unknown) => (value === undefined || value === null ? [] : [value])
  return {
    queueIds: one(queueId),
    teams: one(team),
    states: presence === 'onCall' ? ['onCall', 'onHold'] : one(presence),
    callStates: one(callState),
    ...filters,
  }
}

/** The column a pane is sorted by; null: its own order, in which nothing moves. */
export const sorting = z.object({ column: z.string().max(40), descending: z.boolean() }).nullable()
export type Sorting = Readonly<z.infer<typeof sorting>>

const weight = z.number().min(0.05).max(20) // a share beside the others'

/** Columns from the start edge; in each its panes from the top. A pane in none of them is hidden. */
export const paneLayout = z.object({
  columns: z
    .array(
      z.object({
        width: weight,
        panes: z
          .array(z.object({ id: paneId, height: weight }))
          .max(3)
          .readonly(),
      }),
    )
    .max(3)
    .readonly(),
})
export type PaneLayout = {
  readonly columns: readonly LayoutColumn[]
}
export type LayoutColumn = {
  readonly width: number
  readonly panes: readonly { readonly id: PaneId; readonly height: number }[]
}

export const defaultLayout: PaneLayout = {
  columns: [
    {
      width: 1,
      panes: [
        { id: 'queues', height: 0.44 },
        { id: 'agents', height: 1 },
      ],
    },
    { width: 1.1, panes: [{ id: 'calls', height: 1 }] }, // the monitoring card is docked beneath it
  ],
}

export const noFilters: FloorFilters = floorFilters.parse({})

/** How many values are filtered by. */
export const filtersInUse = (filters: FloorFilters): number =>
  Object.values(filters).reduce((count: number, value) => {
    if (Array.isArray(value)) return count + value.length
    return value === null || value === false ? count : count + 1
  }, 0)

const view = {
  filters: floorFilters.default(noFilters),
  sorts: z
    .object({ agents: sorting.default(null), calls: sorting.default(null), queues: sorting.default(null) })
    .default({ agents: null, calls: null, queues: null }),
  groupBy: z.enum(['none', 'team', 'queue']).default('none'),
  queuesAs: z.enum(['strip', 'table']).default('strip'), // a strip only where there are few
  density: z.enum(['comfortable', 'compact']).default('comfortable'), // of rows
  layout: paneLayout.default(defaultLayout),
}

/** One way to look at the floor. */
export const floorView = z.object(view)
export type FloorView = {
  readonly filters: FloorFilters
  readonly sorts: Readonly<Record<PaneId, Sorting>>
  readonly groupBy: 'none' | 'team' | 'queue'
  readonly queuesAs: 'strip' | 'table'
  readonly density: 'comfortable' | 'compact'
  readonly layout: PaneLayout
}

/** All that is remembered of the person's views. */
export const views = z.object({
  now: floorView.default(floorView.parse({})),
  saved: z
    .array(z.object({ name: z.string().min(1).max(60), ...view }))
    .max(40)
    .readonly()
    .default([]),
  favourites: z
    .object({
      agents: z.array(text).max(500).readonly().default([]),
      queues: z.array(text).max(500).readonly().default([]),
    })
    .default({ agents: [], queues: [] }),
  myTeam: z.object({ teams: several(text), agents: several(text, 500) }).default({ teams: [], agents: [] }),
})
/** Nothing arranged yet. */
export const noViews: Views = views.parse({})

export type SavedView = FloorView & { readonly name: string }
export type Views = {
  readonly now: FloorView
  readonly saved: readonly SavedView[]
  readonly favourites: Favourites
  readonly myTeam: MyTeam
}
export type Favourites = { readonly agents: readonly string[]; readonly queues: readonly string[] }
/** Whom the person looks after: everybody in these teams, and these agents. */
export type MyTeam = { readonly teams: readonly string[]; readonly agents: readonly string[] }
