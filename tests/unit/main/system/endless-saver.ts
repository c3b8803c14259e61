// Saves a file again and again in a process of its own: `endless-saver.ts FILE LENGTH TIMES`. Each time with other letters.
import { saveFile } from '#main/system/save-file.ts'

const [path = '', length = '0', times = '0'] = process.argv.slice(2)
for (let n = 0; n < Number(times); n++) {
  saveFile(path, String.fromCharCode(97 + (n % 26)).repeat(Number(length)))
  if (n === 0) process.stdout.write('saving\n')
}
