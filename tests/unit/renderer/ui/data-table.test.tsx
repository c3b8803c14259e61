// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'

afterEach(cleanup)

type Ship = { readonly name: string; readonly tons: number }

const columns: readonly DataColumn<Ship>[] = [
  { id: 'name', header: 'Ship', head: 'row', cell: ({ name }) => name },
  { id: 'from', header: 'From', head: 'own', cell: () => 'Hull' },
  { id: 'tons', header: 'Tons', className: 'heavy', cell: ({ tons }) => tons },
]

it('a table of records has for each entry a header and in every row a cell, the first of which names the row', () => {
  const rows = [
    { name: 'Ada', tons: 5 },
    { name: 'Bess', tons: 7 },
  ]
  render(<DataTable caption="Ships" columns={columns} rows={rows} keyOf={({ name }) => name} />)
  const table = screen.getByRole('table', { name: 'Ships' })
  expect(
    within(table)
      .getAllByRole('columnheader')
      .map(({ textContent }) => textContent),
  ).toEqual(['Ship', 'From', 'Tons'])
  expect(
    within(table)
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent),
  ).toEqual(['Ada', 'Bess'])
  const cells = within(table).getAllByRole('cell')
  expect(cells.map(({ textContent }) => textContent)).toEqual(['Hull', '5', 'Hull', '7'])
  // In a narrow window, where rows become blocks, a cell says which column it is of; some need no name.
  expect(cells.map(({ dataset }) => dataset.column)).toEqual([undefined, 'Tons', undefined, 'Tons'])
  expect(cells[1]?.className).toBe('heavy')
})
