// On the simulated NetSapiens platform: every wrong entry is told at its step, and the set-up ends in a sign-in and a floor. Only the screen is read.
import { expect, test } from '@playwright/test'
import { screenOf } from '../../stage/console.ts'
import { misbehave, startPlatform } from '../../stage/netsapiens-floor.ts'
import { cutOff, obscured } from '../support/look.ts'
import { openSetUp } from './set-up-by-hand.ts'

test('leads to the floor', async () => {
  const platform = await startPlatform()
  const { server, cores, clientId, clientSecret, sip, users } = platform.beside
  const { page, dialog, step, enter, check, wrong, finish, close } = await openSetUp()
  const look = async (name: string) => {
    await page.setViewportSize({ width: 640, height: 400 })
    expect([...(await cutOff(page)), ...(await obscured(page))], name).toEqual([])
    await page.setViewportSize({ width: 1280, height: 720 })
  }
  try {
    await dialog.getByRole('radio', { name: /^NetSapiens/ }).check({ force: true })
    await dialog.getByRole('button', { name: /^(Continue|Check and continue)$/ }).click()
    await step('Where is it?')
    await enter({ 'Name of this site': 'North', 'Servers of the live feed': cores.join(', ') })
    await wrong(
      { 'Address of the portal': 'http://portal.example' },
      '“Address of the portal” can’t be right as it is.',
    )
    await wrong({ 'Address of the portal': 'http://127.0.0.1:1' }, 'Nothing usable answers at this port.')
    await misbehave(platform, { movedTo: 'https://login.example/' })
    await wrong({ 'Address of the portal': server }, 'is switched off, or at another address.')
    await misbehave(platform, {})
    await wrong({ 'Servers of the live feed': server }, 'is switched off, or at another address.')
    await look('address')
    await enter({ 'Servers of the live feed': cores.join(', ') })
    await check()

    await step('Sign in to the phone system')
    await wrong({ 'Client ID': clientId }, '“Client secret” can’t be right as it is.')
    await look('secret')
    const entered = { 'Client secret': clientSecret, 'Address of the line': 'ws://127.0.0.1:1/' }
    await wrong(entered, 'Nothing usable answers at this port.')
    await enter({ 'Address of the line': sip })
    await check()

    await step('Microphone and headset')
    await finish()
    const signIn = page.getByRole('dialog', { name: 'Sign in' })
    await signIn.getByLabel('User name').fill(users[0]?.username ?? '')
    await signIn.getByLabel('Password').fill(users[0]?.password ?? '')
    await signIn.getByRole('button', { name: 'Sign in' }).click()
    const agent = screenOf(page).agents.getByRole('row', { name: /extension 1001, Available/ })
    await expect(agent).toBeVisible({ timeout: 20_000 })
    await expect(page.getByRole('status', { name: 'Connection to the phone system' })).toHaveText('Live')
  } finally {
    await close()
    await platform.pbx.close()
  }
})
