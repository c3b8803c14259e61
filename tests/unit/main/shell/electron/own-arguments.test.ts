// The console's own flags, wherever they stand among those of Electron and Chromium.
import { expect, it } from 'vitest'
import { ownArguments } from '#main/shell/electron/own-arguments.ts'

it.each([
  [['.', '--config', 'site.json'], ['--config=site.json']],
  [['--no-sandbox', '--remote-debugging-port=0', '/opt/earshot', '--floor', 'demo'], ['--floor=demo']],
  [['--config=/etc/a=b.json', '--kiosk', '--dev'], ['--config=/etc/a=b.json']],
  [['--allow-file-access-from-files', '--original-process-start-time=1'], []],
  [['--config'], ['--config']],
  [[], []],
])('%j gives %j', (argv, own) => {
  expect(ownArguments(argv)).toEqual(own)
})
