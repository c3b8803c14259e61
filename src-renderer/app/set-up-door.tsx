// Where the set-up is entered: at the first start, when the site asks for its secrets, and whenever it is opened by hand.
import { lazy, Suspense, useState } from 'react'
import { useStore } from 'zustand'
import type { Hello } from '#contract/ipc.ts'
import type { Clock } from '#contract/time.ts'
import type { ReadDevices } from '#renderer/settings/use-devices.ts'
import { useOpened } from '#renderer/ui/opened-store.ts'
import type { RunningConsole } from './create-console.ts'

const SetUp = lazy(async () => ({ default: (await import('#renderer/setup/set-up.tsx')).SetUp }))

const Proof = lazy(async () => ({ default: (await import('#renderer/setup/proof-dialog.tsx')).ProofDialog }))

type DoorProps = { readonly console: RunningConsole; readonly devices: ReadDevices; readonly time: Clock }

export function SetUpDoor({ console, devices, time }: DoorProps) {
  const hello = useStore(console.known, (known) => known.hello)
  const save = useStore(console.saving, (view) => view.save)
  const opened = useOpened((view) => view.opened)
  const open = useOpened((view) => view.open)
  const [isPutOff, putOff] = useState(false)
  if (opened === 'proof')
    return (
      <Suspense fallback={null}>
        <Proof desk={console.desk} clock={time} close={() => open(null)} />
      </Suspense>
    )
  const asked = opened === 'setup' || opened === 'secrets' ? opened : null
  const what = asked ?? (isPutOff ? null : wantedFirst(hello.setup))
  if (!what) return null
  return (
    <Suspense fallback={null}>
      <SetUp
        what={what}
        hello={hello}
        desk={console.desk}
        save={save}
        devices={devices}
        reload={reload}
        close={() => {
          if (asked) open(null)
          else putOff(true)
        }}
      />
    </Suspense>
  )
}

function wantedFirst({ door, wanted }: Hello['setup']): 'setup' | 'secrets' | null {
  if (wanted.length > 0) return 'secrets'
  return door === 'first' ? 'setup' : null
}

const reload = () => location.reload()
