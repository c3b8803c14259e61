// Gives the parts of the running console to the components below.
import type { ReactNode } from 'react'
import { ActsContext } from '#renderer/acts/acts-store.ts'
import { CallsContext } from '#renderer/calls/calls-store.ts'
import { FloorContext } from '#renderer/floor/floor-store.ts'
import { AskingContext } from '#renderer/floor/needs-help.tsx'
import { SearchContext } from '#renderer/floor/search-store.tsx'
import { HeadsetContext } from '#renderer/headset/headset-store.ts'
import { KeymapContext } from '#renderer/keys/keymap-store.ts'
import { LineContext } from '#renderer/line/line-store.ts'
import { MonitorContext } from '#renderer/monitor/monitor-store.ts'
import { RefusalContext } from '#renderer/monitor/refusal-store.ts'
import { SignInContext } from '#renderer/signin/sign-in-store.ts'
import { HandOverContext } from '#renderer/supervisors/hand-over-store.ts'
import { OffersContext } from '#renderer/ui/offers.tsx'
import { OpenedContext } from '#renderer/ui/opened-store.ts'
import { PlacesContext } from '#renderer/ui/places.ts'
import { ClockContext } from '#renderer/ui/ticking.tsx'
import { ViewContext } from '#renderer/views/view-store.ts'
import type { RunningConsole } from './create-console.ts'

type ProviderProps = { readonly console: RunningConsole; readonly children: ReactNode }

export const ConsoleProvider = ({ console, children }: ProviderProps) => (
  <ClockContext value={console.clock}>
    <FloorContext value={console.floor}>
      <SearchContext value={console.search}>
        <ViewContext value={console.views}>
          <MonitorContext value={console.monitor}>
            <LineContext value={console.line}>
              <RefusalContext value={console.refusals}>
                <OpenedContext value={console.opened}>
                  <KeymapContext value={console.keymap}>
                    <HandOverContext value={console.handOvers}>
                      <SignInContext value={console.signIns}>
                        <PlacesContext value={console.places}>
                          <AskingContext value={console.asking}>
                            <HeadsetContext value={console.headset}>
                              <CallsContext value={console.calls}>
                                <ActsContext value={console.acts}>
                                  <OffersContext value={console.offers}>{children}</OffersContext>
                                </ActsContext>
                              </CallsContext>
                            </HeadsetContext>
                          </AskingContext>
                        </PlacesContext>
                      </SignInContext>
                    </HandOverContext>
                  </KeymapContext>
                </OpenedContext>
              </RefusalContext>
            </LineContext>
          </MonitorContext>
        </ViewContext>
      </SearchContext>
    </FloorContext>
  </ClockContext>
)
