// What the console is compared with: the same desk and the same floor, every row in the page, all rendered with every message.
import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { applyPatch, emptyFloor, type Floor } from '#contract/floor.ts'
import { desk } from '#renderer/desk/bridge.ts'

function WholeList() {
  const [floor, setFloor] = useState<Floor>(emptyFloor)
  const [search, setSearch] = useState('')
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const stop = desk().on('floor', (message) =>
      setFloor((before) => (message.kind === 'whole' ? message.floor : applyPatch(before, message.patch))),
    )
    const timer = setInterval(() => setNow(Date.now()), 1000)
    void desk()
      .request('hello', null)
      .then(() => desk().request('watchFloor', null))
    return () => {
      stop()
      clearInterval(timer)
    }
  }, [])
  const found = (...texts: (string | null | undefined)[]) =>
    texts.join(' ').toLowerCase().includes(search.toLowerCase())
  const agents = Object.values(floor.agents)
    .filter(({ name, extension }) => found(name, extension))
    .sort((a, b) => a.name.localeCompare(b.name))
  const calls = Object.values(floor.calls)
    .filter(({ from, agentId }) => found(from.name, from.number, floor.agents[agentId ?? '']?.name))
    .sort((a, b) => a.startedAt - b.startedAt)
  return (
    <main>
      <input type="search" aria-label="Search" value={search} onChange={(event) => setSearch(event.target.value)} />
      <section aria-label="Agents">
        <span className="pane-count">{agents.length}</span>
        <div className="grid-body" style={{ height: 600, overflow: 'auto' }}>
          <table>
            <tbody>
              {agents.map((agent) => (
                <tr key={agent.id}>
                  <td>{agent.name}</td>
                  <td>{agent.extension}</td>
                  <td>{agent.presence.kind}</td>
                  <td>{Math.round((now - agent.since) / 1000)}</td>
                  <td>{agent.callsToday}</td>
                  <td>{agent.queues.map((id) => floor.queues[id]?.name).join(', ')}</td>
                  <td>{agent.callId === null ? '' : floor.calls[agent.callId]?.from.name}</td>
                  <td>{agent.callId !== null && <button type="button">Listen</button>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section aria-label="Calls">
        <div style={{ height: 600, overflow: 'auto' }}>
          <table>
            <tbody>
              {calls.map((call) => (
                <tr key={call.id}>
                  <td>{call.from.name}</td>
                  <td>{call.agentId === null ? '' : floor.agents[call.agentId]?.name}</td>
                  <td>{call.queueId === null ? '' : floor.queues[call.queueId]?.name}</td>
                  <td>{call.state}</td>
                  <td>{Math.round((now - (call.answeredAt ?? call.startedAt)) / 1000)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </main>
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<WholeList />)
