// The filters, in a form that takes effect as it is filled in.
import { ListFilter } from 'lucide-react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { filtersInUse } from '#contract/views.ts'
import { Later, loadedLater, useFetchedWhenIdle } from '#renderer/ui/loaded-later.tsx'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { PagePopover } from '#renderer/ui/page-popover.tsx'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import { useViews } from './view-store.ts'

const form = loadedLater(async () => (await import('./filter-form.tsx')).FilterForm)

export function FiltersButton() {
  const inUse = useViews(({ views }) => filtersInUse(views.now.filters))
  const say = useWords().floor.views.filters
  const label = inUse === 0 ? say.button : say.count(formatNumber(inUse))
  useFetchedWhenIdle(form)
  return (
    <DialogTrigger>
      <OfferedButton offer={label} className="button bar-button">
        <ListFilter aria-hidden />
        {label}
      </OfferedButton>
      <PagePopover className="bar-popover" placement="bottom start">
        <Dialog className="filters">
          <Heading slot="title" level={2}>
            {say.title}
          </Heading>
          <Later part={form} props={{}} />
        </Dialog>
      </PagePopover>
    </DialogTrigger>
  )
}
