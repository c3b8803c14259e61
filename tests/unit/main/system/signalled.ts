// A program with the settings' library in it that counts the signals it hears; it ends when its input does.
import { confSettings } from '#main/shell/browser/conf-settings.ts'
import { endingSignals, onSignal } from '#main/system/signals.ts'

const heard: string[] = []
for (const signal of endingSignals) {
  onSignal(signal, () => {
    heard.push(signal)
    process.stdout.write('heard\n')
  })
}
// What a library sends again arrives before what is asked for afterwards.
process.stdin.on('end', () => setImmediate(() => process.stdout.write(`${heard.join(' ')}\n`))).resume()
process.stdout.write(`${typeof confSettings}\n`)
