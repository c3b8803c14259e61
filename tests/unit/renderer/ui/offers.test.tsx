// @vitest-environment jsdom
// A button offers what it does for as long as it can be pressed, under the name and the part it has now.
import { cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import {
  createOffers,
  OfferedButton,
  type Offers,
  OffersContext,
  PagePart,
  PlainOfferedButton,
} from '#renderer/ui/offers.tsx'

afterEach(cleanup)

let offers: Offers
beforeEach(() => {
  offers = createOffers()
})

type BarProps = {
  readonly act: () => void
  readonly name?: string
  readonly why?: string | null
  readonly dead?: boolean
}

const bar = ({ act, name = 'Polish', why = null, dead = false }: BarProps) => (
  <OffersContext value={offers}>
    <PagePart value="Tools">
      <PlainOfferedButton offer={name} why={why} disabled={dead} onClick={act}>
        {name}
      </PlainOfferedButton>
    </PagePart>
    <OfferedButton offer="Wax" onPress={act}>
      Wax
    </OfferedButton>
  </OffersContext>
)
const said = () => offers.all().map(({ name, part, why }) => [name, part, why])

it('is there while the button is', () => {
  const page = render(bar({ act: () => {} }))
  expect(said()).toEqual([
    ['Polish', 'Tools', null],
    ['Wax', '', null],
  ])
  page.rerender(bar({ act: () => {}, name: 'Polish again', why: 'No wax is left.' }))
  expect(said()[0]).toEqual(['Polish again', 'Tools', 'No wax is left.'])
  page.unmount()
  expect(said()).toEqual([])
})

it('is not there while the button cannot be pressed, or is out of sight', () => {
  const page = render(bar({ act: () => {}, dead: true }))
  expect(said()).toEqual([['Wax', '', null]])
  page.rerender(bar({ act: () => {} }))
  for (const button of page.getAllByRole('button')) Object.assign(button, { checkVisibility: () => false })
  expect(said()).toEqual([])
})

it('is pressed as if by hand, so that what guards the button guards it', () => {
  const act = vi.fn()
  render(bar({ act }))
  for (const offer of offers.all()) offer.press()
  expect(act).toHaveBeenCalledTimes(2)
  const guard = (event: Event) => event.stopPropagation()
  document.addEventListener('click', guard, true)
  for (const offer of offers.all()) offer.press()
  document.removeEventListener('click', guard, true)
  expect(act).toHaveBeenCalledTimes(2)
})

it('is what the button itself does', () => {
  const act = vi.fn()
  const page = render(bar({ act }))
  for (const button of page.getAllByRole('button')) fireEvent.click(button)
  expect(act).toHaveBeenCalledTimes(2)
})
