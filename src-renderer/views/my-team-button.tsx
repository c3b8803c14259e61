// My team: whom the person looks after, chosen once and kept; from then on one press shows them alone, or everybody again.
import { ChevronDown, UsersRound } from 'lucide-react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { Later, loadedLater, useFetchedWhenIdle } from '#renderer/ui/loaded-later.tsx'
import { OfferedButton, useOffer } from '#renderer/ui/offers.tsx'
import { PagePopover } from '#renderer/ui/page-popover.tsx'
import { useWords } from '#renderer/words/words.ts'
import { useViews } from './view-store.ts'

const form = loadedLater(async () => (await import('./team-form.tsx')).TeamForm)

export function MyTeamButton() {
  const { teams, agents } = useViews(({ views }) => views.myTeam)
  const mine = useViews(({ views }) => views.now.filters.mine)
  const tell = useViews((state) => state.tell)
  const say = useWords().floor.views.myTeam
  const team = useOffer(say.button)
  useFetchedWhenIdle(form)
  const isChosen = teams.length + agents.length > 0
  return (
    <span className="my-team">
      {isChosen && (
        <ToggleButton
          ref={team}
          className="button bar-button"
          isSelected={mine}
          onChange={(isOn) => tell({ kind: 'filter', filters: { mine: isOn } })}
        >
          <UsersRound aria-hidden />
          {say.button}
        </ToggleButton>
      )}
      <DialogTrigger>
        <OfferedButton
          offer={say.choose}
          className={isChosen ? 'button bar-button bar-sign' : 'button bar-button'}
          aria-label={say.choose}
        >
          {isChosen ? <ChevronDown aria-hidden /> : <UsersRound aria-hidden />}
          {!isChosen && say.button}
        </OfferedButton>
        <PagePopover className="bar-popover" placement="bottom start">
          <Dialog className="my-team-dialog">
            <Heading slot="title" level={2}>
              {say.choose}
            </Heading>
            <Later part={form} props={{}} />
          </Dialog>
        </PagePopover>
      </DialogTrigger>
    </span>
  )
}
