import type { Cost } from '../../../networks/compose.ts'

/** One sum for each currency, in the order they were met. Fractions of a cent are kept. */
export function sumsOf(costs: readonly Pick<Cost, 'amount' | 'currency'>[]): { amount: number; currency: string }[] {
  const sums = new Map<string, number>()
  for (const { amount, currency } of costs) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  return [...sums].map(([currency, amount]) => ({ currency, amount: Math.round(amount * 1e6) / 1e6 }))
}
