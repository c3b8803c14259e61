// On a real Asterisk: every wrong entry is told at its step, and the set-up ends in a call that is heard. Only the screen is read.
import { test } from '@playwright/test'
import { openCallCentre } from '../../asterisk/call-centre.ts'
import { agentHz } from '../../asterisk/sip-phone.ts'
import { listen, screenOf } from '../../stage/console.ts'
import { openSetUp } from './set-up-by-hand.ts'

test('leads to the first heard call', async () => {
  const centre = await openCallCentre({ webrtc: true })
  const { ami, ari, line } = centre.site()
  const { page, step, enter, check, wrong, finish, heard, close } = await openSetUp()
  try {
    await check()
    await step('Where is it?')
    const where = { 'Name of this site': 'North', 'Name or address of the phone system': '127.0.0.1' }
    await wrong({ ...where, 'AMI port': String(ami.port) }, 'One side encrypts and the other doesn’t.')
    await page.getByLabel('Encrypted connections (TLS)').uncheck()
    await wrong({ 'AMI port': new URL(ari?.url ?? '').port }, 'Nothing usable answers at this port.')
    await enter({ 'AMI port': String(ami.port) })
    await check()

    await step('Sign in to the phone system')
    const rest = { 'ARI address': ari?.url ?? '', 'ARI password': ari?.password ?? '' }
    await wrong({ ...rest, 'AMI secret': 'wrong' }, 'The phone system refused this user')
    await enter({ 'AMI secret': ami.secret })
    await check()

    await step('Your phone line')
    const mine = { 'Your name': 'Sam', 'Address of the line': String(line?.wsUrl) }
    await wrong({ ...mine, 'Your extension': '5999', 'Password of the line': 'x' }, 'isn’t set up for this line')
    await wrong({ 'Your extension': '5001' }, 'refused the password of the line')
    await enter({ 'Password of the line': line?.password ?? '' })
    await check()

    await step('Which lines lead outside?')
    await wrong({ Trunks: 'trnk' }, 'The trunks don’t fit the phone system.')
    await enter({ Trunks: 'trunk' })
    await check()
    await step('Microphone and headset')
    await finish()

    const watch = await centre.console({ line: null })
    await centre.call(watch, await centre.agent('1001'))
    await listen(screenOf(page), 'Ada Agent')
    await heard(agentHz)
  } finally {
    await close()
    await centre.close()
  }
})
