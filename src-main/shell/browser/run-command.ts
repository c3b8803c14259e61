// Runs a program to its end and keeps what it complains of.
import { spawn } from 'node:child_process'
import type { RunCommand } from './install-browser.ts'

export const runCommand: RunCommand = (program, args, env) =>
  new Promise((resolve) => {
    // In a group of its own: packages that are being unpacked are not left half installed by a Ctrl-C.
    const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'], detached: true })
    let stderr = ''
    child.stderr.on('data', (data) => {
      stderr += String(data)
    })
    child.once('error', (cause) => resolve({ code: null, stderr: cause.message }))
    child.once('close', (code) => resolve({ code, stderr }))
  })
