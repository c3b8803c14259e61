// Many pictures beside each other on one, to be looked at as a whole.
import { readFileSync } from 'node:fs'
import type { Browser } from '@playwright/test'

export type Shot = { readonly title: string; readonly file: string }

export async function contactSheet(
  browser: Browser,
  rows: readonly (readonly Shot[])[],
  width: number,
  to: string,
): Promise<void> {
  const page = await browser.newPage({ viewport: { width: width + 24, height: 400 } })
  const columns = Math.max(...rows.map((row) => row.length))
  const figure = ({ title, file }: Shot) =>
    `<figure><img src="data:image/png;base64,${readFileSync(file).toString('base64')}"><figcaption>${title}</figcaption></figure>`
  await page.setContent(
    `<style>body{margin:12px;font:11px sans-serif;background:#888}
      main{display:grid;grid-template-columns:repeat(${columns},1fr);gap:8px}
      figure{margin:0}img{width:100%;display:block}</style>
     <main>${rows.flat().map(figure).join('')}</main>`,
  )
  await page.screenshot({ path: to, fullPage: true })
  await page.close()
}
