import { describe, expect, it } from 'vitest'
import { createListeners, createObservable } from '#contract/observable.ts'

describe('listeners', () => {
  it('are called in the order they came', () => {
    const { emit, on } = createListeners<string>()
    const heard: string[] = []
    on((value) => heard.push(`first ${value}`))
    on((value) => heard.push(`second ${value}`))
    emit('a')
    expect(heard).toEqual(['first a', 'second a'])
  })

  it('that stop themselves while they are called take nobody’s turn', () => {
    const { emit, on, count } = createListeners<void>()
    const heard: string[] = []
    const stop = on(() => {
      heard.push('once')
      stop()
    })
    on(() => heard.push('stays'))
    emit()
    emit()
    expect(heard).toEqual(['once', 'stays', 'stays'])
    expect(count()).toBe(1)
  })

  it('that are stopped by one before them hear nothing more', () => {
    const { emit, on } = createListeners<void>()
    const heard: string[] = []
    on(() => stopOther())
    const stopOther = on(() => heard.push('other'))
    emit()
    expect(heard).toEqual([])
  })

  it('added while one is called hear the next value, not this one', () => {
    const { emit, on } = createListeners<number>()
    const heard: number[] = []
    const stop = on(() => {
      stop()
      on((value) => heard.push(value))
    })
    emit(1)
    expect(heard).toEqual([])
    emit(2)
    expect(heard).toEqual([2])
  })

  it('listen twice where one function was given twice, and each stop ends one of them', () => {
    const { emit, on } = createListeners<number>()
    const heard: number[] = []
    const listener = (value: number) => void heard.push(value)
    const stops = [on(listener), on(listener)]
    emit(1)
    stops[0]?.()
    stops[0]?.()
    emit(2)
    expect(heard).toEqual([1, 1, 2])
  })

  it('are all gone when they are cleared, also those whose turn had not come', () => {
    const { emit, on, clear } = createListeners<void>()
    const heard: string[] = []
    on(clear)
    on(() => heard.push('late'))
    emit()
    expect(heard).toEqual([])
  })
})

describe('an observable', () => {
  it('tells its value at once, then each change, and the same value never twice', () => {
    const light = createObservable('red')
    const seen: string[] = []
    light.on((value) => seen.push(value))
    light.set('red')
    light.set('green')
    expect(seen).toEqual(['red', 'green'])
    expect(light.get()).toBe('green')
  })

  it('never tells an older value after a newer one, whoever sets it meanwhile', () => {
    const count = createObservable(0)
    const seen: number[] = []
    count.on((value) => {
      if (value === 1) count.set(2)
    })
    count.on((value) => seen.push(value))
    count.set(1)
    expect(seen).toEqual([0, 2])
  })

  it('tells nothing after the stop', () => {
    const light = createObservable('red')
    const seen: string[] = []
    light.on((value) => seen.push(value))()
    light.set('green')
    expect(seen).toEqual(['red'])
  })
})
