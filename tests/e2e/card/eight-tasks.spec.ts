// What the eight common tasks cost a hand: presses, and how far the pointer travels. docs/eight-tasks.md keeps the figures.
import { expect, type Locator, type Page } from '@playwright/test'
import { hold, live, type Screen, unhurried } from '../../stage/console.ts'
import { type DemoCall, demoCall } from '../../stage/demo-floor.ts'
import { test } from '../fixtures.ts'

type Hand = {
  readonly page: Page
  readonly view: Screen
  readonly click: (target: Locator) => Promise<void>
  readonly key: (key: string, held?: 'held') => Promise<void>
}

type Task = {
  readonly name: string
  readonly byMouse: (hand: Hand, calls: readonly DemoCall[]) => Promise<void>
  readonly byKeys: (hand: Hand) => Promise<void>
  readonly done: (hand: Hand) => Promise<void>
  /** No more than these: presses by mouse, px of travel, presses of keys. */
  readonly most: readonly [presses: number, travelPx: number, keys: number]
}

const listening = ({ view }: Hand) => live(view, 'listen')
const heardAgent =
  (name: string) =>
  async ({ view }: Hand) =>
    void (await expect(view.card.locator('.card-who')).toContainText(name))
const longest = ({ page }: Hand) => page.locator('.calls-grid .grid-body [role="row"]').first()

const tasks: readonly Task[] = [
  {
    // Calls stand by the time they show.
    name: 'find the longest call',
    byMouse: async () => {},
    byKeys: async () => {},
    done: async (hand) => void (await expect(longest(hand)).toContainText('Amelia Hart')),
    most: [0, 0, 0],
  },
  {
    name: 'listen',
    byMouse: (hand) => hand.click(longest(hand).locator('.listen')),
    byKeys: (hand) => hand.key('n'),
    done: listening,
    most: [1, 700, 1],
  },
  {
    name: 'whisper',
    byMouse: ({ click, view }) => click(view.whispers.first()),
    byKeys: ({ key }) => key('w', 'held'),
    done: ({ view }) => live(view, 'whisperAgent'),
    most: [1, 450, 1],
  },
  {
    name: 'back',
    byMouse: ({ click, view }) => click(view.listenOnly),
    byKeys: ({ key }) => key('Escape'),
    done: listening,
    most: [1, 350, 1],
  },
  {
    name: 'hop',
    byMouse: ({ click, view }, calls) => click(view.listenTo(calls[1]?.agentName ?? '')),
    byKeys: ({ key }) => key('n', 'held'),
    done: heardAgent('Bilal Osman'),
    most: [1, 300, 1],
  },
  {
    name: 'note',
    byMouse: async ({ click, page, key }) => {
      await click(page.locator('.notes-button'))
      await page.keyboard.type('just a test')
      await key('Enter')
    },
    byKeys: async ({ page, key }) => {
      await key('t')
      await page.keyboard.type('just a test')
      await key('Enter')
    },
    done: async ({ page }) => void (await expect(page.locator('.notes-list')).toContainText('just a test')),
    most: [2, 400, 2],
  },
  {
    name: 'help',
    byMouse: ({ click, page }) => click(page.getByRole('button', { name: 'I’ll help Carla Mendes' })),
    byKeys: async ({ key, page }) => {
      await page.keyboard.press('Escape') // out of the note, which is another task’s
      await key('h')
      await key('Enter', 'held')
    },
    done: heardAgent('Carla Mendes'),
    most: [1, 800, 2],
  },
  {
    name: 'end',
    byMouse: ({ click, view }) => click(view.end),
    byKeys: ({ key }) => key('e', 'held'),
    done: async ({ view }) => void (await expect(view.card).toBeHidden()),
    most: [1, 1100, 1],
  },
]

for (const by of ['byMouse', 'byKeys'] as const)
  test(`the eight common tasks ${by === 'byMouse' ? 'by mouse' : 'by keys'} cost no more than they did`, async ({
    page,
    view,
    pbx,
  }) => {
    test.setTimeout(90_000)
    const calls: DemoCall[] = []
    for (const agent of ['1001', '1002', '1003']) calls.push(await demoCall(pbx.operator, { agent }))
    await pbx.operator.request('scenario.help', { agent: '1003' })
    await page.locator('[data-line="registered"]').first().waitFor()
    await page.locator('.alerts [data-kind="help"]').waitFor()
    let at = { x: 640, y: 400 }
    let spent = { presses: 0, travel: 0 }
    const hand: Hand = {
      page,
      view,
      click: async (target) => {
        const box = await target.boundingBox()
        if (!box) throw new Error('nothing to click')
        const to = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
        spent = { presses: spent.presses + 1, travel: spent.travel + Math.hypot(to.x - at.x, to.y - at.y) }
        at = to
        await page.mouse.click(to.x, to.y)
      },
      key: async (key, held) => {
        spent = { ...spent, presses: spent.presses + 1 }
        await (held ? hold(page, key) : page.keyboard.press(key))
      },
    }
    for (const task of tasks)
      await test.step(task.name, async () => {
        await unhurried(page)
        spent = { presses: 0, travel: 0 }
        await (by === 'byMouse' ? task.byMouse(hand, calls) : task.byKeys(hand))
        await task.done(hand)
        const travel = Math.round(spent.travel)
        const figures = by === 'byMouse' ? `${spent.presses} presses, ${travel} px` : `${spent.presses} presses`
        test.info().annotations.push({ type: `${task.name}, ${by}`, description: figures })
        const [presses, most, keys] = task.most
        expect(spent.presses, `presses to ${task.name}`).toBeLessThanOrEqual(by === 'byMouse' ? presses : keys)
        expect(travel, `px to ${task.name}`).toBeLessThanOrEqual(most)
      })
  })
