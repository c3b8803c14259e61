// The name of an agent on the floor; the id while the floor does not know them.
import { useFloor } from '#renderer/floor/floor-store.ts'

export const useAgentName = (agentId: string | null): string =>
  useFloor((floor) => (agentId === null ? '' : (floor?.agents[agentId]?.name ?? agentId)))
