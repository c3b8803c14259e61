// One figure of the bench, and how it is printed.

/** Shape of one line of `npm run bench -- --json`; `ratio` is p50 over the baseline's p50 of the same run. */
export type Figure = {
  readonly name: string
  readonly unit: string
  readonly p50: number
  readonly p95: number
  readonly n: number
  readonly baseline?: string
  readonly ratio?: number
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN

export function figure(name: string, unit: string, samples: readonly number[], baseline?: Figure): Figure {
  const sorted = [...samples].sort((a, b) => a - b)
  const p50 = round(percentile(sorted, 0.5))
  const plain = { name, unit, p50, p95: round(percentile(sorted, 0.95)), n: samples.length }
  return baseline ? { ...plain, baseline: baseline.name, ratio: round(p50 / baseline.p50) } : plain
}

export function asLine({ name, unit, p50, p95, n, baseline, ratio }: Figure): string {
  const beside = baseline ? `  ${ratio} × "${baseline}"` : ''
  return `${name.padEnd(52)} p50 ${String(p50).padStart(8)}  p95 ${String(p95).padStart(8)} ${unit.padEnd(8)} n=${n}${beside}`
}

const round = (value: number): number => Math.round(value * 100) / 100
