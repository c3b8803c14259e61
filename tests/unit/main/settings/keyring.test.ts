// A secret in this computer's keyring: read by its name, or one sentence on why it cannot be.
import { expect, it } from 'vitest'
import { systemKeyring } from '#main/settings/keyring.ts'

const asked: (readonly [service: string, account: string])[] = []
const holding = (secret: string | null, trouble?: string) => () =>
  ({
    Entry: class {
      constructor(service: string, account: string) {
        asked.push([service, account])
      }
      getPassword() {
        if (trouble) throw new Error(trouble)
        return secret
      }
    },
  }) as never

it('is what the keyring holds for the service earshot under its name', () => {
  expect(systemKeyring('ami', holding('hunter2'))).toBe('hunter2')
  expect(asked).toEqual([['earshot', 'ami']])
})

it.each([
  [holding(null), 'this computer\'s keyring has nothing for the service "earshot" under the name "ami".'],
  [holding(null, 'no Secret Service\n at line 3'), "this computer's keyring cannot be asked (no Secret Service)."],
  [
    () => {
      throw new Error('Cannot find module')
    },
    "this computer's keyring cannot be asked (Cannot find module).",
  ],
])('is told in one sentence when it cannot be had', (load, sentence) => {
  expect(() => systemKeyring('ami', load)).toThrow(sentence)
})
