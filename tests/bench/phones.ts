// A child of the bench: as many speaking SIP phones as it is given lines, answering everything; one JSON of LineAccounts in its environment.
import type { LineAccount } from '#contract/line-account.ts'
import { sipPhone } from '../fakes/sip-phone.ts'

const accounts = JSON.parse(process.env.EARSHOT_BENCH_LINES ?? '[]') as LineAccount[]
for (const account of accounts) (await sipPhone(account)).speak(true)
console.log('phones ready')
