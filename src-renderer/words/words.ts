// The catalogue: every sentence a person sees. Another language is one more object of type `Words`.
import { app } from './en/app.ts'
import { floor } from './en/floor.ts'
import { settings } from './en/settings.ts'

const en = { app, floor, settings }

export type Words = typeof en

export const words: Words = en
