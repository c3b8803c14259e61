// Español: todo.

import type { Words } from '../words-type.ts'
import { app } from './app.ts'
import { errorSentences, refusalSentences } from './errors.ts'
import { floor } from './floor.ts'
import { keyWords } from './keys.ts'
import { lineWords } from './line.ts'
import { monitorWords } from './monitor.ts'
import { settings } from './settings.ts'
import { supervisors } from './supervisors.ts'
import { wallboard } from './wallboard.ts'

export const es: Words = {
  app,
  floor,
  settings,
  errors: errorSentences,
  refusals: refusalSentences,
  keys: keyWords,
  line: lineWords,
  monitor: monitorWords,
  supervisors,
  wallboard,
}
