// The contract of every connector, kept by the Asterisk connector on the real PBX, in both ways.
import { afterAll, beforeAll, describe } from 'vitest'
import { connectorContract } from '../contract/connector-contract.ts'
import { type ContractStage, openContractStage } from './contract-stage.ts'

let stage: ContractStage
beforeAll(async () => {
  stage = await openContractStage()
})
afterAll(() => stage.close())

// Each in a describe of its own, so that the hooks of the one do not run for the other.
describe('by ARI', () => connectorContract('Asterisk by ARI', () => stage.harness('ari'), ['api']))
describe('by dialplan', () =>
  connectorContract('Asterisk by dialplan', () => stage.harness('dialplan'), ['info', 'rfc4733', 'api']))
