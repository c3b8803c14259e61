// `npm run prove -- --config FILE --agent 1001 --caller 1002`, from the flags to the table.
import { readSiteFile } from '#main/settings/site-file.ts'
import { asTable } from '../matrix.ts'
import { type OwnProof, openOwnPbx } from './own-pbx.ts'
import { type OwnFlags, planned } from './plan.ts'

/** 0: everybody heard what they should · 1: something was wrong · 2: nothing could be proved. */
export async function proveOwnPbx(file: string, flags: OwnFlags): Promise<number> {
  const read = readSiteFile(file)
  const plan = read.ok ? planned(read.value, flags, process.env) : read
  if (!plan.ok) return refuse(plan.error)
  try {
    const pbx = await openOwnPbx(plan.value)
    // What is broken off ends the monitor and the call too: the window goes, and the proof with it.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void pbx.close())
    const proof = await pbx.prove().finally(() => pbx.close())
    print(proof)
    return proof.wrong.length > 0 ? 1 : 0
  } catch (cause) {
    return refuse(cause instanceof Error ? cause.message : String(cause))
  }
}

function refuse(why: string): number {
  console.error(why)
  return 2
}

function print({ cells, notOffered, wrong, notes }: OwnProof): void {
  console.log(
    'Levels in dBFS: agent 440 Hz, caller 620 Hz, supervisor 1000 Hz; mouth: whether the console lets the microphone out.\n',
  )
  console.log(asTable(cells))
  for (const mode of notOffered) console.log(`NOT PROVED  ${mode}: the console does not offer it here.`)
  for (const note of notes) console.log(`NOTE   ${note}`)
  for (const sentence of wrong) console.log(`WRONG  ${sentence}`)
  console.log(wrong.length > 0 ? '\nSomething is wrong.' : '\nEverybody hears what they should.')
}
