// On the simulated FreeSWITCH: every wrong entry is told at its step, and the set-up ends in a call that is heard. Only the screen is read.
import { test } from '@playwright/test'
import { listen, screenOf, unhurried } from '../../stage/console.ts'
import { demoCall, startDemoPbx } from '../../stage/demo-floor.ts'
import { freeswitchOf, withFreeswitch } from '../../stage/freeswitch-floor.ts'
import { openSetUp } from './set-up-by-hand.ts'

const AGENT_HZ = 440

test('leads to the first heard call', async () => {
  const pbx = await startDemoPbx({ program: 'with faults', lines: ['5001'], more: withFreeswitch })
  const { port, password, domain, sip } = freeswitchOf(pbx.ready)
  const { page, dialog, step, enter, check, wrong, finish, heard, close } = await openSetUp()
  try {
    await dialog.getByRole('radio', { name: 'FreeSWITCH or FusionPBX' }).check({ force: true })
    await dialog.getByRole('button', { name: /^(Continue|Check and continue)$/ }).click()
    await step('Where is it?')
    const where = { 'Name of this site': 'North', 'Name or address of the phone system': '127.0.0.1' }
    // The SIP port is no Event Socket.
    await wrong({ ...where, 'Event Socket port': new URL(sip).port }, 'Nothing usable answers at this port.')
    await enter({ 'Event Socket port': String(port) })
    await check()

    await step('Sign in to the phone system')
    await wrong(
      { 'Domain of the phones': domain, 'Event Socket password': 'ClueCon' },
      'The phone system refused this user',
    )
    await enter({ 'Event Socket password': password })
    await check()

    await step('Your phone line')
    const mine = { 'Your name': 'Sam', 'Your extension': '5001', 'Address of the line': 'ws://127.0.0.1:1/' }
    await wrong({ ...mine, 'Password of the line': 'x' }, 'isn’t set up for this line')
    await wrong({ 'Address of the line': sip }, 'refused the password of the line')
    await enter({ 'Password of the line': pbx.ready.lines[0]?.password ?? '' })
    await check()

    await step('Which lines lead outside?')
    await unhurried(page) // nothing is written here, and Enter twice at once is one
    await check()
    await step('Microphone and headset')
    await finish()

    await demoCall(pbx.operator, { agent: '1001' })
    // FreeSWITCH tells no names: the agent is their number.
    await listen(screenOf(page), '1001')
    await heard(AGENT_HZ)
  } finally {
    await close()
    await pbx.close()
  }
})
