// Test only: `fs/promises`, which Node 12 has as a property of `fs`.
import { promises } from 'node:fs'

export const { chmod, copyFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } = promises
