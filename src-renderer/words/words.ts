// The catalogue: every sentence a person sees. Another language is one more object of type `Words`.
import { app } from './en/app.ts'
import { errorSentences, refusalSentences } from './en/errors.ts'
import { floor } from './en/floor.ts'
import { lineWords } from './en/line.ts'
import { monitorWords } from './en/monitor.ts'
import { settings } from './en/settings.ts'

const en = {
  app,
  floor,
  settings,
  errors: errorSentences,
  refusals: refusalSentences,
  line: lineWords,
  monitor: monitorWords,
}

export type Words = typeof en

export const words: Words = en
