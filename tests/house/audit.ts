// `npm run audit`: what npm knows against our packages. Without a registry that answers it says so, and that is no failure.
import { execFile } from 'node:child_process'
import { readAudit } from './audit-report.ts'

const PATIENCE_MS = 20_000

execFile('npm', ['audit', '--json'], { timeout: PATIENCE_MS, maxBuffer: 50_000_000 }, (_error, stdout) => {
  const { kind, lines } = readAudit(stdout)
  for (const line of lines) console.log(line)
  process.exitCode = kind === 'refused' ? 1 : 0
})
