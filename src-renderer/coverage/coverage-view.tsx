// Who has been heard this week and who has not, and a fair pick of a call from a queue or the whole floor.
import { Shuffle } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Agent, Call, Queue } from '#contract/floor.ts'
import { type AgentCoverage, LEAST_HEARD_MS } from '#contract/history.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import type { Monitor } from '#renderer/monitor/logic/monitor.ts'
import { useMonitor, useMonitorStore } from '#renderer/monitor/monitor-store.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { LabelledChoice } from '#renderer/ui/labelled-choice.tsx'
import { ScrollArea } from '#renderer/ui/scroll-area.tsx'
import { formatDuration, formatNumber } from '#renderer/words/format.ts'
import { useReviewWords } from '#renderer/words/review.ts'
import { useWords } from '#renderer/words/words.ts'
import { coverageColumns } from './columns.tsx'
import { coverageRows } from './coverage-rows.ts'
import { type SampleParts, useSample } from './use-sample.ts'
import { weekBefore } from './week.ts'

const none = { agents: {}, queues: {} } as { agents: Record<string, Agent>; queues: Record<string, Queue> }
const noCalls: Readonly<Record<string, Call>> = {}

type Covered = 'reading' | 'failed' | readonly AgentCoverage[]

export function CoverageView(parts: SampleParts) {
  const words = useWords()
  const { desk, now } = parts
  const agents = useFloor((floor) => floor?.agents ?? none.agents)
  const queues = useFloor((floor) => floor?.queues ?? none.queues)
  const calls = useFloor((floor) => floor?.calls ?? noCalls)
  const [covered, setCovered] = useState<Covered>('reading')
  const [queueId, setQueueId] = useState('')
  const { sample, outcome, deliberate } = useSample(parts)
  const reread = useCallback(() => {
    desk.request('coverage', { from: weekBefore(now()) }).then(setCovered, () => setCovered('failed'))
  }, [desk, now])
  useEffect(reread, [reread])
  useOnNextCall(reread)
  const from = Object.values(calls).filter((call) => queueId === '' || call.queueId === queueId)
  return (
    <div className="history-view">
      <div className="history-tools">
        <LabelledChoice
          label={words.coverage.queue}
          value={queueId}
          options={[
            ['', words.coverage.allQueues],
            ...Object.values(queues).map(({ id, name }) => [id, name] as const),
          ]}
          onChange={setQueueId}
        />
        <Button
          className="button"
          data-deliberate={deliberate}
          data-acts
          onPress={() => {
            void sample(from)
          }}
        >
          <Shuffle aria-hidden /> {words.coverage.sample}
        </Button>
        <p className="setting-hint">
          {words.coverage.sampleHint} {words.coverage.scope(formatDuration(LEAST_HEARD_MS))}
        </p>
      </div>
      <Found covered={covered} agents={Object.values(agents)} queueId={queueId} outcome={outcome} />
    </div>
  )
}

/** The running monitor counts: what is monitored, left or over changes the figures. */
function useOnNextCall(run: () => void): void {
  const store = useMonitorStore()
  useEffect(
    () => store.subscribe((now, before) => heardTime(now.monitor) !== heardTime(before.monitor) && run()),
    [store, run],
  )
}

const heardTime = (monitor: Monitor) => (monitor.phase === 'live' ? monitor.heard : null)

type FoundProps = {
  readonly covered: Covered
  readonly agents: readonly Agent[]
  readonly queueId: string
  readonly outcome: string
}

/** Until it is known who was heard, nobody is said not to have been. */
function Found({ covered, agents, queueId, outcome }: FoundProps) {
  const words = useWords()
  const isKnown = typeof covered !== 'string'
  const rows = isKnown ? coverageRows(agents, covered, queueId) : []
  const heard = rows.filter(({ times }) => times > 0).length
  const count = formatNumber(rows.length)
  return (
    <>
      <p role="status" className="coverage-outcome">
        {outcome || (isKnown && words.coverage.summary(formatNumber(heard), rows.length, count))}
      </p>
      {isKnown ? <CoverageTable rows={rows} /> : <p className="history-note-all">{words.coverage[covered]}</p>}
    </>
  )
}

function CoverageTable({ rows }: { rows: readonly AgentCoverage[] }) {
  const words = useWords()
  const { caption } = words.coverage
  const review = useReviewWords()
  const form = useMonitor((view) => view.site?.scorecard ?? null)
  const hasScores = form !== null || rows.some(({ scored }) => scored > 0)
  return (
    <ScrollArea label={caption}>
      <DataTable
        caption={caption}
        columns={coverageColumns(words, hasScores ? review : null)}
        rows={rows}
        keyOf={({ agentId }) => agentId}
      />
    </ScrollArea>
  )
}
