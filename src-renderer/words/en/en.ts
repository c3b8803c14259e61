// English: all of it.
import { alertWords } from './alerts.ts'
import { app } from './app.ts'
import { cardWords } from './card.ts'
import { coverageWords } from './coverage.ts'
import { diagnostics } from './diagnostics.ts'
import { errorSentences, onNetTerms, refusalSentences } from './errors.ts'
import { floor } from './floor.ts'
import { historyWords } from './history.ts'
import { keyWords } from './keys.ts'
import { lineWords } from './line.ts'
import { monitorWords } from './monitor.ts'
import { phoneWords } from './phone.ts'
import { settings } from './settings.ts'
import { signIn } from './signin.ts'
import { supervisors } from './supervisors.ts'
import { wallboard } from './wallboard.ts'

export const en = {
  app,
  alerts: alertWords,
  coverage: coverageWords,
  diagnostics,
  history: historyWords,
  floor,
  settings,
  errors: errorSentences,
  refusals: refusalSentences,
  onNetTerms,
  keys: keyWords,
  card: cardWords,
  line: lineWords,
  monitor: monitorWords,
  phone: phoneWords,
  signIn,
  supervisors,
  wallboard,
}
