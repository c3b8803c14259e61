// A console of its own process that changes its settings again and again: `busy-console.ts FOLDER NAME CHANGES`.
import { openSettings } from '#main/settings/store.ts'
import { confSettings } from '#main/shell/browser/conf-settings.ts'

const [dir = '', name = '', changes = ''] = process.argv.slice(2)
const store = openSettings(confSettings({ dir, version: '1.2.3' }), {})
for (let n = 0; n < Number(changes); n++) {
  const changed = store.change({ keys: { [`${name}${n}`]: 'F1' } })
  if (!changed.ok) throw new Error(changed.error.detail)
}
