// The contract of every connector, kept by the Asterisk connector on the real PBX, in both ways.
import { connectorContract } from '../contract/connector-contract.ts'
import { asteriskHarness } from './contract-stage.ts'

connectorContract('Asterisk by ARI', () => asteriskHarness('ari'), ['api'])
connectorContract('Asterisk by dialplan', () => asteriskHarness('dialplan'), ['info', 'rfc4733', 'api'])
