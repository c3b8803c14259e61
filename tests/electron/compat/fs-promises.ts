// Test only: `fs/promises`, which Node 12 has as a property of `fs`.
import { promises } from 'node:fs'

export const { readFile, writeFile, mkdir, stat, rename, rm, readdir } = promises
